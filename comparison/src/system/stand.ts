import type { Places } from "../client/calls.ts";
import { type CountServices, servicesOf } from "./services.ts";
import { CONFIGURATION, environmentOf } from "./start.ts";
import { startTool } from "./tool.ts";

/** Processes of the comparison's own system a second time, on the same databases, configured in another way. */
export interface Stand extends AsyncDisposable {
  /** The process that started them. */
  readonly pid: number | undefined;
  readonly places: Places;
  readonly services: CountServices;
  /** From where the ports of its gateway are counted. */
  readonly portBase: number;
}

interface StandKind {
  readonly beside: number;
  readonly processes: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** What there is beside the system, each at ports of its own. */
const KINDS = {
  /** A graph as it is without DataLoader: what G0 asks. */
  naive: {
    beside: 30,
    processes: ["gateway", "products", "users", "orders"],
    environment: { LOADERS: "off", CONFIG: CONFIGURATION },
  },
  /** The stock engine before the same services; it has no limits that could be configured. */
  stock: { beside: 50, processes: ["gateway"], environment: { ENGINE: "apollo" } },
} as const satisfies Record<string, StandKind>;

/**
 * Starts such processes beside the comparison's own system, which runs.
 * @param portBase the system's
 * @throws Error with what they printed when they end before they serve
 */
export async function startStand(kind: keyof typeof KINDS, portBase: number): Promise<Stand> {
  const { beside, processes, environment }: StandKind = KINDS[kind];
  const stand = startTool(["tools/run.mjs", "beside", ...processes], {
    ...environmentOf(portBase),
    BESIDE: String(beside),
    TLS: "on",
    ...environment,
  });
  if (!(await stand.prints("Ctrl-C stops them")))
    throw new Error(`what is beside the system did not start:\n${stand.printed()}`);
  const gateway = portBase + beside;
  return {
    pid: stand.process.pid,
    portBase: gateway,
    // There is one REST edge only.
    places: { rest: `http://127.0.0.1:${portBase + 4}`, graphql: `http://127.0.0.1:${gateway}/graphql` },
    services: servicesOf(gateway),
    [Symbol.asyncDispose]: () => stand[Symbol.asyncDispose](),
  };
}

/** A stand that starts while others go on: who asks it waits for it. */
export function startStandMeanwhile(
  kind: keyof typeof KINDS,
  portBase: number,
): AsyncDisposable & { readonly stand: Promise<Stand> } {
  const stand = startStand(kind, portBase);
  // It is told of where it is waited for.
  stand.catch(() => {});
  return {
    stand,
    [Symbol.asyncDispose]: () =>
      stand.then(
        (started) => started[Symbol.asyncDispose](),
        () => {},
      ),
  };
}
