import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { QueryPlan } from "@graphql-hive/router-query-planner";

export interface PlanRequest {
  readonly document: string;
  readonly operationName: string | undefined;
  readonly labels: readonly string[];
}

export type PlanAnswer = { readonly plan: QueryPlan } | { readonly message: string };

export interface RustProcess {
  /** One at a time. `aborted`: there is no process any more. */
  plan(request: PlanRequest): Promise<PlanAnswer & { readonly aborted?: boolean }>;
  stop(): void;
}

const PROGRAM = fileURLToPath(new URL("rust-program.ts", import.meta.url));

/** Starts a process that plans for a supergraph. It ends with this one. */
export function startProcess(sdl: string): RustProcess {
  // What it says of its own end is nobody's concern.
  const child = fork(PROGRAM, { stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [] });
  child.send({ sdl });
  const exited = once(child, "exit").then(() => ({ message: "the planner aborted", aborted: true }));
  return {
    async plan(request) {
      const answered = once(child, "message").then(([answer]) => answer as PlanAnswer);
      child.send(request, () => {});
      return Promise.race([answered, exited]);
    },
    stop: () => void child.kill(),
  };
}
