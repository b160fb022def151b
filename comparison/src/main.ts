import { withPatience } from "./client/patience.ts";
import { compare } from "./compare.ts";
import { har } from "./har/command.ts";
import { validateLink } from "./link/report.ts";
import { validateLinks } from "./link/validate.ts";
import { HELP, readOptions, readOwnOptions } from "./options.ts";
import { compareOwn } from "./own/command.ts";
import { Stopped } from "./stopped.ts";
import { UsageError } from "./usage-error.ts";

const stopping = new AbortController();
// Once is enough, and twice is no more: what was started is ended in its order.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

const [command, ...rest] = process.argv.slice(2);
try {
  if (command === "har") process.stdout.write(har(rest));
  else await withPatience({ signal: stopping.signal }, () => measure(process.argv.slice(2)));
} catch (error) {
  if (error instanceof Stopped) process.stdout.write("This is a part only: the run was stopped.\n");
  else fail(error);
}
// As shells have it for what ctrl-C ended.
if (stopping.signal.aborted) process.exitCode ??= 130;

function fail(error: unknown): void {
  process.stderr.write(`compare: ${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${error.help ?? HELP}`);
  process.exitCode = 2;
}

async function measure(args: readonly string[]): Promise<void> {
  const { signal } = stopping;
  const say = (text: string) => void process.stdout.write(text);
  const own = readOwnOptions(args);
  if (own !== undefined) return say(await compareOwn(own.config, own.screens, signal));
  const options = readOptions(args);
  if (options.help) say(HELP);
  else if (options.validateLink) process.exitCode = await validateLink(validateLinks(signal), signal, say);
  else await compare(options, signal);
}
