import { type Exchange, LINKS, type LinkName, lastOf, model } from "@threefold/network-link";
import type { Cell, Run } from "./cell.ts";
import type { CellTimes } from "./measured.ts";
import { estimate, median, round, rounded } from "./statistics.ts";

/**
 * What is kept of a cell's runs: estimates of its times beside the model's.
 * @param counted what the cell's bytes are
 * @param runs at least one on the loopback, by which the servers' own time is known
 */
export function summarise({ screen, rung, protocol }: Cell, counted: Run, runs: readonly Run[]): CellTimes {
  const local = runs.filter(({ link }) => link === "lan");
  const exchanges = exchangesOf(counted, local);
  const opened = median(local.map(({ cold }) => cold.ms)) - median(local.map(({ warm }) => warm.ms));
  // Without one connection more a level, it is that of one connection.
  const handshakeMs = round(Math.max(0, opened));
  const times = [...Map.groupBy(runs, ({ link }) => link)].flatMap(([link, mine]) =>
    (["cold", "warm"] as const).map((connections) => {
      const above = mine.flatMap((run) => run[connections].aboveMs ?? []);
      return {
        link,
        connections,
        runs: mine.length,
        measured: rounded(estimate(mine.map((run) => run[connections].ms))),
        ...(above.length > 0 && { above: rounded(estimate(above)) }),
        modelMs: round(lastOf(model(exchanges, LINKS[link as LinkName], { protocol, connections, handshakeMs }))),
      };
    }),
  );
  const bytes = {
    cold: counted.cold.bytes.up + counted.cold.bytes.down,
    warm: counted.warm.bytes.up + counted.warm.bytes.down,
  };
  return { screen: screen.name, rung, protocol, bytes, exchanges, handshakeMs, times };
}

/** Heads have no size of their own on a line that compresses them: each exchange has its share of what was carried beside bodies. */
function exchangesOf(counted: Run, local: readonly Run[]): Exchange[] {
  const { bytes, exchanges } = counted.warm;
  const share = (way: "up" | "down") =>
    (bytes[way] - exchanges.reduce((sum, exchange) => sum + exchange[way], 0)) / exchanges.length;
  const heads = { up: share("up"), down: share("down") };
  return exchanges.map(({ level, up, down, isStream }, at) => ({
    level,
    up: Math.round(up + heads.up),
    down: Math.round(down + heads.down),
    serverMs: round(median(local.map(({ warm }) => warm.exchanges[at]?.ms ?? 0))),
    ...(isStream && { isStream }),
  }));
}
