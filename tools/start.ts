import { parseArgs } from "node:util";
import { runProgram, StartError } from "@threefold/http-server";
import { assertPortsFree } from "./system/ports.ts";
import { build } from "./system/build.ts";
import { systemConfiguration } from "./system/configuration.ts";
import { explained } from "./system/failure.ts";
import { takeLock } from "./system/lock.ts";
import { report } from "./system/report.ts";
import { startSystem } from "./system/start.ts";

/** `npm start`: the whole system on this machine, until Ctrl-C. */
await runProgram("start", () =>
  explained(async () => {
    readArguments();
    const started = performance.now();
    const configuration = systemConfiguration(process.env);
    const lock = await takeLock(configuration.DATA_DIRECTORY);
    if (!lock) throw new StartError(`the system runs already in ${configuration.DATA_DIRECTORY}: stop it first, or set DATA_DIRECTORY and PORT_BASE for a second one`);
    await assertPortsFree(configuration.PORT_BASE);
    const built = build();
    // Waited for later: until then, a failure is not lost and not unhandled.
    built.catch(() => {});
    const system = await startSystem({
      configuration,
      built,
      onStep: (step) => process.stderr.write(`${STEPS[step] ?? step}\n`),
      onEnded: (name, { code, signal, complaints }, logFile) =>
        process.stderr.write(`${name} ended with ${signal ?? `code ${code}`}: see ${logFile}\n${complaints ? `${complaints}\n` : ""}`),
    });
    process.stdout.write(report(configuration, system.databases.description, (performance.now() - started) / 1000));
    return {
      close: async () => {
        await system.stop();
        await lock.release();
      },
    };
  }),
);

const STEPS: Record<string, string> = {
  database: "Starting the database",
  seed: "Filling the databases: 200 products, 100 people, 500 orders",
  pages: "Building what has changed",
  processes: "Starting the processes",
};

function readArguments(): void {
  try {
    parseArgs({ options: {} });
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
}
