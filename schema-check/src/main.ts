import { writeFile } from "node:fs/promises";
import { CompositionError } from "@threefold/federation";
import { runCheck, runDiff } from "./commands/check.ts";
import { runCompose } from "./commands/compose.ts";
import { runExplain } from "./commands/explain.ts";
import { runPlan } from "./commands/plan.ts";
import { CannotCheck, UsageError } from "./failure.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { EXIT } from "./verdict.ts";

/** What a command prints, and what the program ends with. */
export interface Outcome {
  readonly text: string;
  readonly exitCode: number;
}

const COMMANDS: Readonly<Record<string, (options: Options) => Promise<Outcome>>> = {
  check: runCheck,
  diff: runDiff,
  compose: runCompose,
  plan: runPlan,
  explain: runExplain,
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(HELP);
  else await run(options);
} catch (error) {
  const known = error instanceof CannotCheck || error instanceof CompositionError;
  if (!known && process.env["SCHEMA_CHECK_DEBUG"]) throw error;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`schema-check: ${message}\n${error instanceof UsageError ? `\n${HELP}` : ""}`);
  process.exitCode = EXIT.unknown;
}

async function run(options: Options): Promise<void> {
  const command = Object.hasOwn(COMMANDS, options.command) ? COMMANDS[options.command] : undefined;
  if (!command) throw new UsageError(`there is no command ${JSON.stringify(options.command)}`);
  const { text, exitCode } = await command(options);
  if (options.output === undefined) process.stdout.write(`${text}\n`);
  else await writeFile(options.output, `${text}\n`);
  process.exitCode = exitCode;
}
