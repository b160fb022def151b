import { parseArgs } from "node:util";
import { StartError } from "@threefold/http-server";
import { OPTIONS, type Option, type OptionName } from "./options.ts";

const entries = Object.entries(OPTIONS) as [OptionName, Option][];

/**
 * What the command line says, by option; several values of one are joined with commas.
 * @throws StartError naming an option that is unknown or lacks its value
 */
export function readArguments(args: readonly string[]): ReadonlyMap<OptionName, string> {
  const values = parse(args);
  return new Map(
    entries.flatMap(([name]) => {
      const value = values[name];
      if (Array.isArray(value)) return [[name, value.join(",")] as const];
      return typeof value === "string" ? [[name, value] as const] : [];
    }),
  );
}

function parse(args: readonly string[]): Readonly<Record<string, unknown>> {
  const options = entries.map(([name, { many }]) => [name, { type: "string", multiple: many ?? false }] as const);
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(options) }).values;
  } catch (error) {
    // Node's messages go on with advice that is not for this program.
    const [reason] = error instanceof Error ? error.message.split(/\. |\.?\n/) : [];
    throw new StartError(`${reason ?? error}; --help lists the options`);
  }
}
