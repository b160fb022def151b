import { type Places, recordApi } from "../client/api.ts";
import { createHttpClient } from "../client/http.ts";
import { assertDrawnAlike } from "../drawn-alike.ts";
import type { Screen } from "../screen.ts";
import { MONOLITH, startMonolith } from "../system/monolith.ts";
import { NOBODY } from "../system/others.ts";
import { startStand } from "../system/stand.ts";
import { startSystem } from "../system/start.ts";
import { signIn } from "../system/subject.ts";
import type { TimedBeside } from "./cell.ts";
import { CPU_TURNS, cpuFigure, usedBetween } from "./cpu.ts";
import { timeEngines } from "./engines.ts";
import type { CpuBeside, EngineTime, PlanningTime } from "./measured.ts";
import { measurePlanning, planned } from "./planning.ts";
import { cpuOfAll, type ReadCpu } from "./processor.ts";
import { shuffled } from "./statistics.ts";

/** Showings of a turn by which CPU is measured. Half of the turns come first, to warm what may be warm. */
const SHOWINGS = 4;

export interface BesideOptions extends Omit<TimedBeside, "enter"> {
  readonly portBase: number;
  /** Where gateways are reached by TLS, counted from their ports. */
  readonly tlsPort: number;
}

export interface Beside {
  readonly cpuBeside: CpuBeside[];
  readonly engines: EngineTime[];
  readonly planning: PlanningTime[];
}

/** One who answers the graph's queries. */
interface Way {
  readonly by: CpuBeside["by"];
  readonly places: Places;
  /** Undefined where there is no /proc. */
  readonly read: ReadCpu | undefined;
  /** The processes that have a part in the answer: what the others do of themselves is not its cost. */
  readonly working: readonly string[];
}

const WAYS = 3;
const ENGINES = 2;

export const besideSteps = ({ screens }: Pick<BesideOptions, "screens">): number =>
  (WAYS + ENGINES) * timedOf(screens).length + planned(timedOf(screens)).length;

/**
 * What the same query (G1) costs in CPU on our gateway, on the stock engine in its place, and in one process without federation;
 * how long both engines take; and how long ours takes to plan. All of it on a system that was just started, with the others beside
 * it: a gateway that has served for half an hour would be another than one that has not. Another system must not be running.
 * @throws DrawnOtherwise when one of them answers something else
 */
export async function measureBeside(options: BesideOptions): Promise<Beside> {
  const { portBase, signal } = options;
  await using system = await startSystem({ portBase, changes: false, signal });
  await using stock = await startStand("stock", portBase);
  await using monolith = await startMonolith(portBase);
  const rest = `http://127.0.0.1:${portBase + 4}`;
  const graphql = (port: number) => ({ rest, graphql: `http://127.0.0.1:${port}/graphql` });
  const federated = ["gateway", "products", "users", "orders", "postgres"];
  const ways: Way[] = [
    { by: "gateway", places: graphql(portBase), read: cpuOfAll([system.pid]), working: federated },
    // Its gateway stands for the system's.
    { by: "stock", places: stock.places, read: cpuOfAll([system.pid, stock.pid]), working: federated },
    {
      by: "monolith",
      places: graphql(portBase + MONOLITH.port),
      read: cpuOfAll([system.pid, monolith.pid]),
      working: ["monolith", "postgres"],
    },
  ];
  // Those of a long run may have ended.
  const enter = () => signIn(rest);
  const timed = { ...options, screens: timedOf(options.screens), enter };
  const cpuBeside = await measureCpuBeside(ways, timed);
  const ports = { gateway: portBase + options.tlsPort, stock: stock.portBase + options.tlsPort };
  const engines = await timeEngines(ports, timed);
  return { cpuBeside, engines, planning: await measurePlanning(graphql(portBase), timed) };
}

async function measureCpuBeside(
  ways: readonly Way[],
  { screens, subject, enter, onStep, signal }: TimedBeside,
): Promise<CpuBeside[]> {
  const cells = screens.flatMap((screen) =>
    ways.map((way) => ({ screen, way, blocks: [] as Record<string, number>[] })),
  );
  const drawn = new Map(screens.map((screen) => [screen, new Map<string, string>()]));
  using client = createHttpClient();
  for (let turn = -CPU_TURNS; turn < CPU_TURNS; turn++) {
    const tokens = await enter();
    for (const { screen, way, blocks } of shuffled(cells, turn)) {
      if (signal.aborted) return [];
      const before = way.read?.();
      for (let showing = 0; showing < SHOWINGS; showing++) {
        const api = recordApi({ places: way.places, token: tokens[screen.as], registered: new Set(), client });
        const bodies = await screen.rungs.G1.fetch(api, subject, NOBODY);
        if (turn !== -CPU_TURNS || showing > 0) continue;
        const html = screen.render(screen.rungs.G1.view(bodies, subject));
        assertDrawnAlike(screen.name, `G1 by the ${way.by}`, html, drawn.get(screen) ?? new Map());
      }
      const after = way.read?.();
      if (before && after && turn >= 0) blocks.push(only(way.working, usedBetween(before, after, SHOWINGS)));
      if (turn === CPU_TURNS - 1) onStep(`CPU of ${screen.name} by ${way.by}`);
    }
  }
  return cells.flatMap(({ screen, way: { by }, blocks }) =>
    blocks.length === 0 ? [] : [{ screen: screen.name, by, ...cpuFigure(blocks) }],
  );
}

const only = (names: readonly string[], used: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, used[name] ?? 0]));

const timedOf = (screens: readonly Screen[]) => screens.filter(({ untimed }) => untimed === undefined);
