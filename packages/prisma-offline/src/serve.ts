import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type { ServeInvocation } from "./arguments.ts";
import { startEngine } from "./engine.ts";
import { describeFailure } from "./failure.ts";
import { callEngine } from "./methods.ts";

interface Request {
  readonly id: number;
  /** Absent in the CLI's answers to what was printed. */
  readonly method?: string;
  readonly params?: unknown;
}

/** Answers Prisma's CLI: JSON-RPC 2.0, a message a line, until there are no more. */
export async function serve(invocation: ServeInvocation, input: Readable, output: Writable): Promise<void> {
  const send = (message: object) => output.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const engine = startEngine(invocation);
  // WebAssembly that gives up throws outside of any promise, and leaves those it gave out pending.
  const crash = new Promise<never>((_, reject) => process.once("uncaughtException", reject));
  // Whoever asks is told.
  for (const promise of [engine, crash]) promise.catch(() => {});
  for await (const line of createInterface({ input })) {
    const { id, method, params }: Request = JSON.parse(line);
    if (method === undefined) continue;
    try {
      const result = await Promise.race([answer(engine, method, params), crash]);
      if (method === "diff") print(send, result);
      send({ id, result: result ?? {} });
    } catch (error) {
      send({ id, error: describeFailure(error) });
    }
  }
}

const answer = async (engine: Promise<SchemaEngine>, method: string, params: unknown) =>
  callEngine(await engine, method, params);

/** The native engine prints the outcome of a `diff` by way of the CLI; the WebAssembly build returns it. */
function print(send: (message: object) => void, result: unknown): void {
  if (typeof result !== "object" || result === null || !("stdout" in result) || !result.stdout) return;
  send({ id: "print", method: "print", params: { content: result.stdout } });
}
