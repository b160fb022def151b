import { readFile, rename, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import type { Logger } from "@threefold/telemetry";
import { z } from "zod";

/** Notes that a client sent an operation. Costs a look-up in two maps. */
export type RecordUsage = (operation: string, client: string) => void;

export interface Usage {
  readonly record: RecordUsage;
  /** Writes what is not written yet, and stops. */
  close(): Promise<void>;
}

/** A usage file that cannot be gone on with. */
export class InvalidUsageError extends Error {
  override readonly name = "InvalidUsageError";
}

const WRITE_MS = 30_000;
/** Names come from clients: there is an end to what they make us remember. */
const MOST_OPERATIONS = 10_000;
const MOST_CLIENTS = 100;

const client = z.object({ count: z.int().min(0), lastSeen: z.iso.datetime() });
const shape = z.object({
  version: z.literal(1),
  operations: z.record(z.string(), z.object({ clients: z.record(z.string(), client) })),
});
type Clients = Map<string, { count: number; lastSeen: number }>;

/**
 * Counts which client sent which operation, in a file that `schema-check --usage` reads: names, counts and times, never documents
 * or variables. The file is written anew every half minute and at the end, and gone on with at the next start.
 * @throws InvalidUsageError when the file is there and is something else, or cannot be written
 */
export async function openUsage(file: string, logger: Logger): Promise<Usage> {
  const operations = await read(file);
  // Written at once: that it cannot be is told at the start, and not when all that was counted is lost.
  let changed = true;
  const writeChanges = async () => {
    if (!changed) return;
    changed = false;
    try {
      // All at once: who reads it must never see half of it.
      await writeFile(`${file}.new`, textOf(operations));
      await rename(`${file}.new`, file);
    } catch (error) {
      changed = true;
      throw error;
    }
  };
  let writing = Promise.resolve();
  /** After whatever is being written: two at once would write into one file. */
  const write = () => {
    writing = writing.catch(() => {}).then(writeChanges);
    return writing;
  };
  await write().catch((error: Error) => {
    throw new InvalidUsageError(`the usage file ${file} cannot be written: ${error.message}`);
  });
  const timer = setInterval(() => write().catch((err) => logger.error({ err }, "usage cannot be written")), WRITE_MS);
  timer.unref();
  return {
    record(operation, name) {
      const clients = known(operations, operation, MOST_OPERATIONS, () => new Map());
      const seen = clients && known(clients, name, MOST_CLIENTS, () => ({ count: 0, lastSeen: 0 }));
      if (!seen) return;
      seen.count += 1;
      seen.lastSeen = Date.now();
      changed = true;
    },
    async close() {
      clearInterval(timer);
      await write();
    },
  };
}

/** Who sends an operation, as clients of Apollo's and others say it. */
export const clientOf = (headers: IncomingHttpHeaders): string =>
  String(headers["apollographql-client-name"] ?? headers["graphql-client-name"] ?? "unknown").slice(0, 100);

function known<Value>(map: Map<string, Value>, key: string, most: number, make: () => Value): Value | undefined {
  const value = map.get(key) ?? (map.size < most ? make() : undefined);
  if (value !== undefined) map.set(key, value);
  return value;
}

async function read(file: string): Promise<Map<string, Clients>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new InvalidUsageError(`the usage file ${file} cannot be read: ${error.message}`);
  });
  if (text === undefined) return new Map();
  const parsed = shape.safeParse(parse(text));
  if (!parsed.success) throw new InvalidUsageError(`${file} is no usage file: it is not overwritten`);
  const clientsOf = (clients: Record<string, z.output<typeof client>>): Clients =>
    new Map(
      Object.entries(clients).map(([name, { count, lastSeen }]) => [name, { count, lastSeen: Date.parse(lastSeen) }]),
    );
  return new Map(Object.entries(parsed.data.operations).map(([name, { clients }]) => [name, clientsOf(clients)]));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(operations: ReadonlyMap<string, Clients>): string {
  const shown = [...operations].map(([name, clients]) => {
    const seen = [...clients].map(([who, { count, lastSeen }]) => [
      who,
      { count, lastSeen: new Date(lastSeen).toISOString() },
    ]);
    return [name, { clients: Object.fromEntries(seen) }];
  });
  return `${JSON.stringify({ version: 1, operations: Object.fromEntries(shown) }, undefined, 2)}\n`;
}
