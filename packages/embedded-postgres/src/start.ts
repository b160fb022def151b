import { type Account, serverAccount } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { createCluster, SUPERUSER } from "./cluster.ts";
import { type Directory, openDirectory } from "./directory.ts";
import { choosePort } from "./port.ts";
import { type Postmaster, readPostmaster, runningOn } from "./postmaster.ts";
import { launch, shutDown } from "./server.ts";
import { adminUrlOf, urlOf } from "./url.ts";

export interface EmbeddedPostgresOptions {
  /** Where data, password and port are kept, for example `.data/postgres`. Made when missing. */
  directory: string;
  /** Where to listen on 127.0.0.1. Left out: the port that the directory remembers, at first a free one. */
  port?: number | undefined;
  /** False: faster, and a crash of the machine may cost the data. For tests. */
  durable?: boolean | undefined;
  /** True: it ends, as by a crash, when this process ends without having stopped it. For tests. */
  endsWithProcess?: boolean | undefined;
  /** Told what happens, a line at a time. */
  log?: ((line: string) => void) | undefined;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly port: number;
  /** The superuser's way into the database `postgres`. */
  readonly adminUrl: string;
  /** The way into a database; as the superuser unless another user is named. */
  url(database: string, user?: string, password?: string): string;
  /** Whether the server ran already, left by a process that was killed or started by one that still runs. */
  readonly reused: boolean;
  /** Stops the server, whoever started it. Disposing stops it only when this call started it. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL server that npm brought, on its own data directory, listening on 127.0.0.1 only, or finds the one
 * that runs on that directory. It never touches another server. When this process is killed the server goes on, and
 * the next start finds it.
 * @throws EmbeddedPostgresError in one line: no build for this platform, port in use, what initdb or the server says
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const binaries = findBinaries(account);
  const directory = openDirectory(options.directory, account);
  const log = options.log ?? (() => {});

  const running = await runningOn(directory);
  if (running) {
    log(`PostgreSQL already runs on port ${running.port}`);
    return handle(directory, account, binaries, running.port, true);
  }
  if (await createCluster(directory, account, binaries)) log(`made a PostgreSQL data directory in ${directory.data}`);
  if (options.endsWithProcess === true) endWithProcess(directory);
  const started = await launchOrFind(directory, account, binaries, options);
  log(`PostgreSQL ${started.reused ? "already runs" : "runs"} on port ${started.port}`);
  return handle(directory, account, binaries, started.port, started.reused);
}

/** Nothing can be waited for any more when a process ends: so the server is not asked. One that was stopped is not there. */
function endWithProcess(directory: Directory): void {
  process.once("exit", () => {
    const postmaster = readPostmaster(directory);
    if (postmaster !== undefined) process.kill(postmaster.pid, "SIGQUIT");
  });
}

/** Of two processes that start at once, one finds the data directory locked by the other's server, and uses that. */
async function launchOrFind(
  directory: Directory,
  account: Account,
  binaries: Binaries,
  options: EmbeddedPostgresOptions,
): Promise<{ port: number; reused: boolean }> {
  const port = await choosePort(directory, options.port);
  try {
    await launch(directory, account, binaries, { port, durable: options.durable ?? true });
    return { port, reused: false };
  } catch (error) {
    const other: Postmaster | undefined = await runningOn(directory);
    if (other) return { port: other.port, reused: true };
    throw error;
  }
}

function handle(
  directory: Directory,
  account: Account,
  binaries: Binaries,
  port: number,
  reused: boolean,
): EmbeddedPostgres {
  const url = (database: string, user = SUPERUSER, password = directory.password) =>
    urlOf(port, database, user, password);
  const stop = () => shutDown(directory, account, binaries);
  return {
    port,
    adminUrl: adminUrlOf(port, directory.password),
    url,
    reused,
    stop,
    [Symbol.asyncDispose]: async () => {
      if (!reused) await stop();
    },
  };
}
