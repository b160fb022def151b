import { tellParent } from "@threefold/http-server";
import { z } from "zod";
import { type ProcessName, processes } from "../../topology.ts";
import type { System } from "./start.ts";

const names = Object.keys(processes) as [ProcessName, ...ProcessName[]];

const wish = z.strictObject({ do: z.enum(["end", "restart"]), process: z.enum(names), program: z.string().optional() });

/**
 * Does what a program that started this one with an IPC channel wants of a single process: `{ do: "end", process: "users" }`
 * ends it, `restart` brings it back, or starts another `program` in its place. It is answered by the same message when that is done, with `error` when it cannot be.
 */
export function obeyParent(system: Pick<System, "end" | "restart">): void {
  if (!process.send) return;
  process.on("message", async (message) => {
    const wanted = wish.safeParse(message);
    if (!wanted.success) return;
    const { do: act, process: name, program } = wanted.data;
    const error = await system[act](name, program).then(
      () => undefined,
      (reason: unknown) => String(reason),
    );
    tellParent({ ...wanted.data, error });
  });
}
