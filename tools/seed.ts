import { parseArgs } from "node:util";
import { isSize, SIZES, type Size, seed } from "@threefold/prisma";
import { openDatabases } from "@threefold/prisma/databases";
import { SingleBar } from "cli-progress";
import { aborted } from "./system/aborted.ts";
import { databaseVariables, systemConfiguration } from "./system/configuration.ts";
import { leave } from "./system/leave.ts";

const USAGE = "npm run seed -- [--size S|M|L] [--replace]";
const HELP = `${USAGE}

  --size S|M|L   200 products (the default), 20,000 or 200,000, and as many more of all else
  --replace      deletes first what is in the databases: without it, they must be empty

Its variables are in README.md, Commands.
`;

/** Ctrl-C, or that who started it is gone: the databases are left as they were. */
const stopping = new AbortController();
const stop = () => stopping.abort();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
process.once("disconnect", stop);

/** `npm run seed`: fills the databases, whose size and fate the options say. */
try {
  const { size, replace, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    process.exit();
  }
  const configuration = systemConfiguration(process.env);
  const env = databaseVariables(configuration);
  const databases = await openDatabases({ dataDirectory: configuration.DATA_DIRECTORY, env });
  await using opened = new AsyncDisposableStack();
  opened.defer(() => leave(databases, configuration.DATA_DIRECTORY));
  stopping.signal.throwIfAborted();
  const { products, users, orders } = databases.urls;
  const start = performance.now();
  const bar = progressBar();
  const seeding = seed({
    urls: { products: products.owner, users: users.owner, orders: orders.owner },
    size,
    replace,
    onProgress: bar.update,
  });
  await Promise.race([seeding, aborted(stopping.signal)]).finally(bar.stop);
  const counts = Object.entries(SIZES[size]).map(([name, count]) => `${count.toLocaleString("en")} ${name}`);
  console.log(`seeded ${counts.join(", ")} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`seed: ${stopping.signal.aborted ? "it was stopped before all was filled" : reason}`);
  process.exitCode = 1;
} finally {
  if (process.connected) process.disconnect();
  // What is under way has connections of its own, to a server that may go on.
  if (stopping.signal.aborted) process.exit();
}

function readOptions(): { size: Size; replace: boolean; help: boolean } {
  const { values } = parseOptions();
  if (!isSize(values.size)) {
    throw new Error(`--size must be one of ${Object.keys(SIZES).join(", ")}, not ${JSON.stringify(values.size)}`);
  }
  return { size: values.size, replace: values.replace, help: values.help };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        size: { type: "string", default: "S" },
        replace: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    // Node explains at length how to pass what looks like an option.
    const [reason] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new Error(`${reason} (usage: ${USAGE})`);
  }
}

/** A bar for those who watch; nothing for logs. */
function progressBar(): { update(progress: { done: number; total: number }): void; stop(): void } {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({ format: "{bar} {percentage}%  {value} of {total} rows  {eta_formatted} left" });
  bar.start(1, 0);
  return {
    update: ({ done, total }) => {
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
