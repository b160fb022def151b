import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
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
  const address = addressOf(directory);
  for (let attempt = 0; attempt < 2; attempt++) {
    const server = await listen(address);
    if (server) return { release: () => close(server) };
    if (await answers(address)) return undefined;
    rmSync(address, { force: true });
  }
  return undefined;
}

/** Short, whatever the directory: a socket's path may have about a hundred characters. */
function addressOf(directory: string): string {
  const name = `threefold-${createHash("sha256").update(directory).digest("hex").slice(0, 16)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
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
    throw new StartError(`there can be no lock in ${tmpdir()}: ${reason}; set TMPDIR to a folder that is there`);
  }
}

async function answers(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
