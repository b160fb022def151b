import { placeOf } from "@threefold/database";
import { type Running, StartError } from "@threefold/http-server";
import { ENDS_WITHIN_MS } from "@threefold/supervisor";
import { build } from "./build.ts";
import { type SystemConfiguration, systemConfiguration } from "./configuration.ts";
import { explained } from "./failure.ts";
import { takeLock } from "./lock.ts";
import { assertPortsFree } from "./ports.ts";
import { report } from "./report.ts";
import { type System, startSystem } from "./start.ts";

export interface RunningSystem extends System, Required<Running> {
  readonly configuration: SystemConfiguration;
}

/** What calls others may hang, then what they call, and then the database's server. */
const CLOSES_WITHIN_MS = 3 * ENDS_WITHIN_MS;

const STEPS: Readonly<Record<string, string>> = {
  database: "Starting the database",
  seed: "Filling the databases",
  pages: "Building what has changed",
  processes: "Starting the processes",
};

/**
 * Starts the system in this checkout's data directory and prints how to go on.
 * @throws StartError in one line: the directory or a port is taken, a database cannot be reached, a migration fails
 */
export async function runSystem(): Promise<RunningSystem> {
  const started = performance.now();
  const configuration = systemConfiguration(process.env);
  const { DATA_DIRECTORY, PORT_BASE, TLS } = configuration;
  const lock = await explained(() => takeLock(DATA_DIRECTORY));
  if (!lock) {
    throw new StartError(
      `the system runs already in ${DATA_DIRECTORY}: stop it, or set DATA_DIRECTORY and PORT_BASE for a second one`,
    );
  }
  await assertPortsFree(PORT_BASE, TLS);
  sayWhichDatabase(configuration);
  const built = build();
  // Waited for later: a failure until then is neither lost nor unhandled.
  built.catch(() => {});
  const system = await unlessInterrupted((signal) =>
    explained(() => startSystem({ configuration, built, signal, onStep: say, onEnded: complain })),
  );
  process.stdout.write(report(configuration, system.databases.description, (performance.now() - started) / 1000));
  const close = async () => {
    await system.stop();
    await lock.release();
  };
  return { ...system, configuration, close, closesWithin: CLOSES_WITHIN_MS };
}

/** The database's server is out of the terminal's reach: a Ctrl-C before the system is up, or the parent's end, has to end it too. */
async function unlessInterrupted<T>(start: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interruption = new AbortController();
  const interrupt = () => interruption.abort(new StartError("stopped before everything was ready"));
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt).on("disconnect", interrupt);
  try {
    return await start(interruption.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt).off("disconnect", interrupt);
  }
}

/** Before anything is written to a server that is not ours: where it is, and which databases are meant. */
function sayWhichDatabase(configuration: SystemConfiguration): void {
  const { DATABASE_URL, PRODUCTS_DATABASE_URL, USERS_DATABASE_URL, ORDERS_DATABASE_URL } = configuration;
  const given = [PRODUCTS_DATABASE_URL, USERS_DATABASE_URL, ORDERS_DATABASE_URL].filter((url) => url !== undefined);
  const name = (url: string) => `${placeOf(url)}${new URL(url).pathname}`;
  if (given.length > 0) process.stderr.write(`Using the databases ${given.map(name).join(", ")}\n`);
  else if (DATABASE_URL)
    process.stderr.write(`Using PostgreSQL at ${placeOf(DATABASE_URL)}: databases products, users, orders\n`);
}

const say = (step: string) => process.stderr.write(`${STEPS[step] ?? step}\n`);

function complain(
  name: string,
  { code, signal, complaints }: { code: number | null; signal: string | null; complaints: string },
  logFile: string,
) {
  process.stderr.write(
    `${name} ended with ${signal ?? `code ${code}`}: see ${logFile}\n${complaints ? `${complaints}\n` : ""}`,
  );
}
