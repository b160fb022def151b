import { recordApi } from "../client/api.ts";
import { NOBODY } from "../system/others.ts";
import type { TimedBeside } from "./cell.ts";
import { type Estimate, estimate, rounded, shuffled } from "./statistics.ts";
import { cellsOf, type Way } from "./way.ts";

/**
 * How long the same screens take those who can answer for them, in turns: over plain HTTP/1.1 on the loopback, since not all of them
 * speak more, each on connections that it has just opened.
 */
export async function timeBetween<By extends string>(
  ways: readonly Way<By>[],
  { screens, subject, runs, enter, onStep, signal }: TimedBeside,
): Promise<
  {
    readonly screen: string;
    readonly by: By;
    readonly runs: number;
    readonly measured: Record<keyof Estimate, number>;
  }[]
> {
  const cells = cellsOf(ways, screens).map((cell) => ({ ...cell, ms: [] as number[] }));
  // The first turn, in which each is slow, warms what may be warm.
  for (let run = -1; run < runs; run++) {
    const tokens = await enter();
    for (const { screen, way, ms } of shuffled(cells, run)) {
      if (signal.aborted) return [];
      using client = way.createClient();
      const show = () => {
        const api = recordApi({ places: way.places, token: tokens[screen.as], registered: new Set(), client });
        return screen.rungs[way.rung].fetch(api, subject, NOBODY);
      };
      await show();
      const began = performance.now();
      await show();
      if (run >= 0) ms.push(performance.now() - began);
      if (run === runs - 1) onStep(`${screen.name} ${way.rung} by the ${way.by}`);
    }
  }
  return cells.map(({ screen, way: { by }, ms }) => ({
    screen: screen.name,
    by,
    runs: ms.length,
    measured: rounded(estimate(ms)),
  }));
}
