import { recordApi } from "../client/api.ts";
import { assertDrawnAlike } from "../drawn-alike.ts";
import { NOBODY } from "../system/others.ts";
import type { TimedBeside } from "./cell.ts";
import { CPU_TURNS, type CpuFigure, cpuFigure, usedBetween } from "./cpu.ts";
import { shuffled } from "./statistics.ts";
import { cellsOf, type Way } from "./way.ts";

/** Showings of a turn by which CPU is measured. Half of the turns come first, to warm what may be warm. */
const SHOWINGS = 4;

/**
 * What the same screens cost those who can answer for them, in turns: connections are open.
 * @throws DrawnOtherwise when one of them answers something else
 */
export async function measureCpuBeside<By extends string>(
  ways: readonly Way<By>[],
  { screens, subject, enter, onStep, signal }: TimedBeside,
): Promise<({ readonly screen: string; readonly by: By } & CpuFigure)[]> {
  const cells = cellsOf(ways, screens).map((cell) => ({ ...cell, blocks: [] as Record<string, number>[] }));
  const drawn = new Map(screens.map((screen) => [screen, new Map<string, string>()]));
  using clients = new DisposableStack();
  const clientOf = new Map(ways.map((way) => [way, clients.use(way.createClient())]));
  for (let turn = -CPU_TURNS; turn < CPU_TURNS; turn++) {
    const tokens = await enter();
    for (const { screen, way, blocks } of shuffled(cells, turn)) {
      if (signal.aborted) return [];
      const client = clientOf.get(way);
      const before = way.read?.();
      for (let showing = 0; showing < SHOWINGS; showing++) {
        const to = { places: way.places, token: tokens[screen.as], registered: new Set<string>() };
        const rung = screen.rungs[way.rung];
        const bodies = await rung.fetch(recordApi({ ...to, ...(client && { client }) }), subject, NOBODY);
        if (turn !== -CPU_TURNS || showing > 0) continue;
        const html = screen.render(rung.view(bodies, subject));
        assertDrawnAlike(screen.name, `${way.rung} by the ${way.by}`, html, drawn.get(screen) ?? new Map());
      }
      const after = way.read?.();
      if (before && after && turn >= 0) blocks.push(only(way.working, usedBetween(before, after, SHOWINGS)));
      if (turn === CPU_TURNS - 1) onStep(`CPU of ${screen.name} by the ${way.by}`);
    }
  }
  return cells.flatMap(({ screen, way: { by }, blocks }) =>
    blocks.length === 0 ? [] : [{ screen: screen.name, by, ...cpuFigure(blocks) }],
  );
}

const only = (names: readonly string[], used: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, used[name] ?? 0]));
