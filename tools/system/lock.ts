import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { StartError } from "@threefold/http-server";

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes a data directory for this process, or gives undefined when another has it. The lock is a socket that somebody
 * listens on: it cannot outlive its process, whatever becomes of that.
 * @throws StartError in one line when there can be no such socket
 */
export async function takeLock(directory: string): Promise<Lock | undefined> {
  mkdirSync(directory, { recursive: true });
  const address = addressOf(realpathSync.native(directory));
  for (let attempt = 0; attempt < 2; attempt++) {
    const server = await listen(address);
    if (server) return { release: () => close(server) };
    if (await answers(address)) return undefined;
    rmSync(address, { force: true });
  }
  return undefined;
}

/** One place for all who start something, whatever their TMPDIR is. */
const FOLDER = "/tmp";

/** Short, whatever the directory: a socket's path may have about a hundred characters. */
function addressOf(directory: string): string {
  const name = `threefold-${createHash("sha256").update(directory).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(FOLDER, `${name}.sock`);
}

async function listen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen(address);
    await once(server, "listening");
    return server.unref();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`there can be no lock in ${FOLDER}: ${reason}`);
  }
}

const NOBODY: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ENOENT"]);

async function answers(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, "connect");
    return true;
  } catch (error) {
    // Another account's is there, though it does not answer to this one.
    return !(error instanceof Error && "code" in error && NOBODY.has(error.code));
  } finally {
    socket.destroy();
  }
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
