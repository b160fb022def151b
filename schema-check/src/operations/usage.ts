import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CannotCheck } from "../failure.ts";

/** Which operations clients did send, how often, and when last: as the gateway writes it by `--usage FILE`. */
export interface Usage {
  countOf(operation: string): number;
  /** When an operation was last seen, in milliseconds since 1970; undefined when it never was. */
  lastSeen(operation: string): number | undefined;
  /** The operations that were sent since a time, in milliseconds since 1970. */
  sentSince(time: number): string[];
}

const client = z.object({ count: z.int().min(0), lastSeen: z.iso.datetime() });
const shape = z.object({
  version: z.literal(1),
  operations: z.record(z.string(), z.object({ clients: z.record(z.string(), client) })),
});

/** @throws CannotCheck */
export async function readUsage(file: string): Promise<Usage> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new CannotCheck(`--usage ${file} cannot be read: ${error.message}`);
  });
  const parsed = shape.safeParse(jsonOr(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CannotCheck(`--usage ${file}: ${issue?.path.join(".") || "the file"}: ${issue?.message}`);
  }
  const clientsOf = (operation: string) => Object.values(parsed.data.operations[operation]?.clients ?? {});
  const lastSeen = (operation: string) => {
    const times = clientsOf(operation).map((client) => Date.parse(client.lastSeen));
    return times.length === 0 ? undefined : Math.max(...times);
  };
  return {
    countOf: (operation) => clientsOf(operation).reduce((sum, { count }) => sum + count, 0),
    lastSeen,
    sentSince: (time) => Object.keys(parsed.data.operations).filter((name) => (lastSeen(name) ?? 0) >= time),
  };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
