import { parseArgs } from "node:util";
import { RUNGS, type RungName } from "./screen.ts";
import { screens } from "./screens.ts";

export const HELP = `npm run compare -- [options]

  --screen NAME,…     ${screens.map(({ name }) => name).join(", ")}; all unless given
  --rungs RUNG,…      ${RUNGS.join(", ")}; all unless given
  --port-base PORT    a system that runs already, by its gateway's port; one of the comparison's own unless given
  --check             hold the numbers to results/golden.json, and write nothing
  --write             write results/golden.json, RESULTS.md and the page's data (all screens and rungs only)

Exit codes: 0 done, 1 the numbers are not those of golden.json, 2 it could not be measured.
`;

/** A wrong option: its message names it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws UsageError */
export function readOptions(args: readonly string[]) {
  const { values } = parse(args);
  const names = screens.map(({ name }) => name);
  return {
    help: values.help ?? false,
    screens: list("--screen", values.screen, names)
      .map((name) => screens[names.indexOf(name)])
      .filter((screen) => screen !== undefined),
    rungs: list<RungName>("--rungs", values.rungs, RUNGS),
    portBase: port(values["port-base"]),
    check: values.check ?? false,
    write: values.write ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        screen: { type: "string" },
        rungs: { type: "string" },
        "port-base": { type: "string" },
        check: { type: "boolean" },
        write: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function list<Value extends string>(
  option: string,
  text: string | undefined,
  known: readonly Value[],
): readonly Value[] {
  if (text === undefined) return known;
  return text.split(",").map((part) => {
    const found = known.find((each) => each === part.trim());
    if (found !== undefined) return found;
    throw new UsageError(`${option} has ${JSON.stringify(part)}: expected some of ${known.join(", ")}`);
  });
}

function port(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_000) return number;
  throw new UsageError(`--port-base is ${JSON.stringify(text)}: expected a port`);
}
