import { resolve } from "node:path";
import { LINKS, type LinkName, lastOf, model } from "@threefold/network-link";
import { preflightsOf } from "../client/preflight.ts";
import { countAndBytes } from "../markdown.ts";
import { withBar } from "../progress.ts";
import { alignedTable, COUNT_COLUMNS, countCells } from "../report/table.ts";
import { UsageError } from "../usage-error.ts";
import { readOwnConfiguration } from "./configuration.ts";
import { type OwnMeasured, runOwn } from "./run.ts";

/**
 * Compares somebody's own pair of APIs.
 * @param only the screens that are wanted; all unless given
 * @returns what to print
 * @throws ConfigurationError, UsageError, Error in one clear message
 */
export async function compareOwn(file: string, only: readonly string[] | undefined, signal: AbortSignal) {
  const configuration = readOwnConfiguration(resolve(file), process.env);
  const names = configuration.screens.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--screen has ${JSON.stringify(unknown)}: expected some of ${names.join(", ")}`);
  const screens = configuration.screens.filter(({ name }) => only?.includes(name) ?? true);
  const measured = await withBar(2 * screens.length, (step) => runOwn(configuration, screens, signal, step));
  const tables = [...Map.groupBy(measured, ({ screen }) => screen)].map(
    ([screen, both]) => `${screen}\n${alignedTable(COLUMNS, both.map(rowOf))}`,
  );
  const stopped = signal.aborted ? "\n\nThis is a part only: the run was stopped." : "";
  return `${tables.join("\n\n")}\n\n${NOTE}${stopped}\n`;
}

const TIMED = ["desktop", "slow-4g"] as const satisfies readonly LinkName[];

const COLUMNS = ["", ...COUNT_COLUMNS, "preflights", ...TIMED];

const NOTE = `Preflights (and their bytes) are what a browser asks first for a page of another origin, in no other count; a query by POST needs no document to be registered. Times are the network's alone, by its model: HTTP/2 by TLS, connections open. ${TIMED.map((link) => `${link}: ${LINKS[link].title}.`).join(" ")}`;

function rowOf(measured: OwnMeasured): string[] {
  const { api, counts, exchanges } = measured;
  const sent = exchanges.map(({ depth, sent, received }) => ({
    level: depth,
    up: sent.head + sent.body,
    down: received.head + received.body,
    serverMs: 0,
  }));
  const times = TIMED.map((link) =>
    lastOf(model(sent, LINKS[link], { protocol: "h2", connections: "warm", handshakeMs: 0 })),
  );
  const preflights = preflightsOf(exchanges.flatMap(({ asked }) => asked ?? []));
  return [api, ...countCells(counts), countAndBytes(preflights), ...times.map((ms) => `${Math.round(ms)} ms`)];
}
