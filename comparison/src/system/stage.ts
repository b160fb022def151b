import type { Situation } from "../studies/study.ts";
import { type Stand, startStandMeanwhile } from "./stand.ts";
import { type System, type SystemOptions, startSystem } from "./start.ts";
import { signIn } from "./subject.ts";

/** Where it is measured: a system, and what G0 asks beside it. */
export interface Stage extends AsyncDisposable {
  readonly system: Pick<System, "portBase" | "pid" | "signIn"> & Pick<Situation, "stopService" | "deployEdge">;
  /** The system too unless there is one. */
  readonly naive: Promise<Stand> | undefined;
}

/**
 * A system of the comparison's own.
 * @param asksNaive whether G0 is asked
 * @throws as `startSystem` does
 */
export async function startStage(asksNaive: boolean, options: SystemOptions): Promise<Stage> {
  const system = await startSystem(options);
  const naive = asksNaive && !options.signal.aborted ? startStandMeanwhile("naive", system.portBase) : undefined;
  return {
    system,
    naive: naive?.stand,
    async [Symbol.asyncDispose]() {
      await naive?.[Symbol.asyncDispose]();
      await system[Symbol.asyncDispose]();
    },
  };
}

/** A system that runs already, by its gateway's port. */
export const foreignStage = (portBase: number): Stage => ({
  system: {
    portBase,
    pid: undefined,
    signIn: () => signIn(`http://127.0.0.1:${portBase + 4}`),
    stopService: undefined,
    deployEdge: undefined,
  },
  naive: undefined,
  [Symbol.asyncDispose]: async () => {},
});
