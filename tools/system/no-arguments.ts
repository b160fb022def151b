import { parseArgs } from "node:util";
import { StartError } from "@threefold/http-server";

/**
 * For a tool that takes no arguments. `--help` prints what it does, and ends it.
 * @param about what the tool does, in a sentence
 * @throws StartError naming an argument that was given
 */
export function assertNoArguments(about: string): void {
  if (!asksForHelp()) return;
  process.stdout.write(`${about}\nIt takes no arguments: its variables are in README.md, Commands.\n`);
  process.exit();
}

function asksForHelp(): boolean {
  try {
    return parseArgs({ options: { help: { type: "boolean" } } }).values.help ?? false;
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}
