import type { TimedBeside } from "./cell.ts";
import type { EngineTime } from "./measured.ts";
import { runCell } from "./run-cell.ts";
import { estimate, rounded, shuffled } from "./statistics.ts";

/** Where the gateways are reached by TLS. */
export type EnginePorts = Readonly<Record<EngineTime["by"], number>>;

/** How long both engines take for each screen's query (G1), in turns: over HTTP/2 by TLS on the loopback, connections open. */
export async function timeEngines(
  ports: EnginePorts,
  { screens, subject, runs, enter, onStep, signal }: TimedBeside,
): Promise<EngineTime[]> {
  const cells = screens.flatMap((screen) =>
    (["gateway", "stock"] as const).map((by) => ({ screen, by, ms: [] as number[] })),
  );
  // The first turn, in which each is slow, warms what may be warm.
  for (let run = -1; run < runs; run++) {
    const people = { subject, tokens: await enter(), registered: new Set<string>() };
    for (const { screen, by, ms } of shuffled(cells, run)) {
      if (signal.aborted) return [];
      const doors = { ...people, gatewayPort: ports[by], restPort: ports[by] };
      const { warm } = await runCell({ screen, rung: "G1", protocol: "h2" }, "lan", doors);
      if (run >= 0) ms.push(warm.ms);
      if (run === runs - 1) onStep(`${screen.name} G1 by the ${by}`);
    }
  }
  return cells.map(({ screen, by, ms }) => ({
    screen: screen.name,
    by,
    runs: ms.length,
    measured: rounded(estimate(ms)),
  }));
}
