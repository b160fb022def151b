import { createHttpClient } from "../client/http.ts";
import type { Screen } from "../screen.ts";
import { directClients } from "../system/direct.ts";
import { MONOLITH, startMonolith } from "../system/monolith.ts";
import { startStand } from "../system/stand.ts";
import { startSystem } from "../system/start.ts";
import { timeBetween } from "./between.ts";
import type { TimedBeside } from "./cell.ts";
import { measureCpuBeside } from "./cpu-beside.ts";
import { timeEngines } from "./engines.ts";
import type { BetweenTime, CpuBeside, CpuOfEdge, EngineTime, PlanningTime } from "./measured.ts";
import { measurePlanning, planned } from "./planning.ts";
import { cpuOfAll } from "./processor.ts";
import type { Way } from "./way.ts";

export interface BesideOptions extends Omit<TimedBeside, "enter"> {
  readonly portBase: number;
  /** Where gateways are reached by TLS, counted from their ports. */
  readonly tlsPort: number;
}

export interface Beside {
  readonly cpuBeside: CpuBeside[];
  readonly cpuOfEdge: CpuOfEdge[];
  readonly between: BetweenTime[];
  readonly engines: EngineTime[];
  readonly planning: PlanningTime[];
}

/** CPU by three, times by two of them, and both engines' times; R1's CPU and times by edge and services. */
const FIGURES = { G1: 3 + 2 + 2, R1: 2 + 2 };

export const besideSteps = ({ screens }: Pick<BesideOptions, "screens">): number => {
  const timed = timedOf(screens);
  return FIGURES.G1 * timed.length + FIGURES.R1 * openOf(timed).length + planned(screens).length;
};

/**
 * What the same query (G1) costs in CPU on our gateway, on the stock engine in its place, and in one process without federation, and
 * how long these take; the same of R1, asked of the edge and of the services themselves; and how long our gateway takes to plan. All
 * of it on a system that was just started, with the others beside it: a gateway that has served for half an hour would be another
 * than one that has not. Another system must not be running.
 * @throws DrawnOtherwise when one of them answers something else
 */
export async function measureBeside(options: BesideOptions): Promise<Beside> {
  const { portBase, signal } = options;
  await using system = await startSystem({ portBase, changes: false, signal });
  await using stock = await startStand("stock", portBase);
  await using monolith = await startMonolith(portBase);
  const rest = `http://127.0.0.1:${portBase + 4}`;
  const services = ["products", "users", "orders", "postgres"];
  const graph = <By extends string>(by: By, port: number, roots: readonly (number | undefined)[]) => ({
    by,
    rung: "G1" as const,
    places: { rest, graphql: `http://127.0.0.1:${port}/graphql` },
    createClient: () => createHttpClient(),
    read: cpuOfAll(roots),
    working: ["gateway", ...services],
  });
  const gateway: Way<"gateway"> = graph("gateway", portBase, [system.pid]);
  const alone: Way<"monolith"> = {
    ...graph("monolith", portBase + MONOLITH.port, [system.pid, monolith.pid]),
    working: ["monolith", "postgres"],
  };
  const edge: Way<"edge"> = {
    ...graph("edge", portBase, [system.pid]),
    rung: "R1",
    working: ["rest", ...services],
  };
  const direct: Way<"services"> = {
    ...edge,
    by: "services",
    createClient: await directClients(rest, portBase),
    working: services,
  };
  const timed = { ...options, screens: timedOf(options.screens), enter: system.signIn };
  const open = { ...timed, screens: openOf(timed.screens) };
  const ports = { gateway: portBase + options.tlsPort, stock: stock.portBase + options.tlsPort };
  return {
    // The stock engine's gateway stands for the system's.
    cpuBeside: await measureCpuBeside([gateway, graph("stock", stock.portBase, [system.pid, stock.pid]), alone], timed),
    cpuOfEdge: await measureCpuBeside([edge, direct], open),
    between: [...(await timeBetween([gateway, alone], timed)), ...(await timeBetween([edge, direct], open))],
    engines: await timeEngines(ports, timed),
    planning: await measurePlanning(gateway.places, { ...timed, screens: options.screens }),
  };
}

const timedOf = (screens: readonly Screen[]) => screens.filter(({ beginning, isLarge }) => !beginning && !isLarge);

/** Services believe edges only: who asks them directly is nobody. */
const openOf = (screens: readonly Screen[]) => screens.filter(({ as }) => as === "anonymous");
