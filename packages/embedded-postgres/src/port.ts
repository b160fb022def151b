import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Directory, recorded } from "./directory.ts";
import { EmbeddedPostgresError } from "./error.ts";

/** Below the range that operating systems hand out to clients, so that none of those takes it between two starts. */
const FIRST = 20_000;
const COUNT = 10_000;

/**
 * The port of a directory's server, which the directory remembers: the one given, or the one remembered, or
 * a free one. A remembered port that another program has taken is replaced.
 */
export async function choosePort(directory: Directory, given: number | undefined): Promise<number> {
  const file = join(directory.path, "port");
  if (given !== undefined) {
    if (!(await isFree(given))) {
      throw new EmbeddedPostgresError(`port ${given}, meant for the embedded PostgreSQL, is in use`);
    }
    writeFileSync(file, `${given}\n`);
    return given;
  }
  const candidate = await freePort(directory.path);
  const port = Number(recorded(file, () => String(candidate)));
  if (await isFree(port)) return port;
  writeFileSync(file, `${candidate}\n`);
  return candidate;
}

/** Another place to begin for every checkout, so that two of them rarely want the same. */
async function freePort(path: string): Promise<number> {
  const start = createHash("sha256").update(path).digest().readUInt32BE() % COUNT;
  for (let step = 0; step < COUNT; step += 1) {
    const port = FIRST + ((start + step) % COUNT);
    if (await isFree(port)) return port;
  }
  throw new EmbeddedPostgresError(`no port from ${FIRST} to ${FIRST + COUNT - 1} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
