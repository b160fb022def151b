import { resolve } from "node:path";
import { LINKS, type LinkName, lastOf, model } from "@threefold/network-link";
import { overFetch, wireBytes } from "../measure/measurement.ts";
import { alignedTable } from "../report/table.ts";
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
  const measured = await runOwn(configuration, screens, signal);
  const tables = [...Map.groupBy(measured, ({ screen }) => screen)].map(
    ([screen, both]) => `${screen}\n${alignedTable(COLUMNS, both.map(rowOf))}`,
  );
  const stopped = signal.aborted ? "\n\nThis is a part only: the run was stopped." : "";
  return `${tables.join("\n\n")}\n\n${NOTE}${stopped}\n`;
}

const TIMED = ["desktop", "slow-4g"] as const satisfies readonly LinkName[];

const COLUMNS = [
  "",
  "requests",
  "in a row",
  "wire bytes",
  "body",
  "used",
  "twice",
  "control",
  "wasted",
  "over-fetch",
  "fields used",
  ...TIMED,
];

const NOTE = `Times are the network's alone, by its model: HTTP/2 by TLS, connections open. ${TIMED.map((link) => `${link}: ${LINKS[link].title}.`).join(" ")}`;

function rowOf(measured: OwnMeasured): string[] {
  const { api, counts, exchanges } = measured;
  const { requests, chain, bodies, ledger, fields } = counts;
  const numbers = [wireBytes(counts), bodies.raw, ledger.used, ledger.duplicate, ledger.control, ledger.wasted];
  const sent = exchanges.map(({ depth, sent, received }) => ({
    level: depth,
    up: sent.head + sent.body,
    down: received.head + received.body,
    serverMs: 0,
  }));
  const times = TIMED.map((link) =>
    lastOf(model(sent, LINKS[link], { protocol: "h2", connections: "warm", handshakeMs: 0 })),
  );
  return [
    api,
    String(requests),
    String(chain),
    ...numbers.map((bytes) => bytes.toLocaleString("en")),
    `${overFetch(counts).toFixed(1)} %`,
    `${fields.used} of ${fields.received}`,
    ...times.map((ms) => `${Math.round(ms)} ms`),
  ];
}
