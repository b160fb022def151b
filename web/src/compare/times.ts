import { type Exchange, LINKS, type Link, lastOf, model, type Span, type Way } from "@threefold/network-link";
import written from "./times.json";

export interface Estimate extends Interval {
  readonly median: number;
}

/** One rung of one screen by one protocol, as `npm run compare -- --write-times` writes it. */
export interface CellTimes {
  readonly screen: string;
  readonly rung: string;
  readonly protocol: Way["protocol"];
  readonly exchanges: readonly Exchange[];
  readonly handshakeMs: number;
  readonly times: readonly {
    readonly link: string;
    readonly connections: Way["connections"];
    readonly runs: number;
    readonly measured: Estimate;
    readonly modelMs: number;
  }[];
}

export const cells = written.cells as readonly CellTimes[];
/** Processor time of one showing, by process, in milliseconds; the interval is of their sum. */
export interface Cpu {
  readonly screen: string;
  readonly ms: Readonly<Record<string, number>>;
  readonly interval?: Interval;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

// What was not measured yet when the file was written is not in it.
const optional = <One>(name: string): readonly One[] => Reflect.get(written, name) ?? [];

export const cpu: readonly (Cpu & { readonly rung: string })[] = written.cpu;

/** Who answered a screen's query (G1): our gateway, the stock engine in its place, and one process without federation. */
export const cpuBeside = optional<Cpu & { readonly by: "gateway" | "stock" | "monolith" }>("cpuBeside");

/** How long both engines take for a screen's query (G1), on one machine. */
export const engines = optional<{
  readonly screen: string;
  readonly by: "gateway" | "stock";
  readonly runs: number;
  readonly measured: Estimate;
}>("engines");

/** How long the gateway takes to prepare a document that it has not seen. */
export const planning = optional<{ readonly screen: string; readonly rung: string; readonly measured: Estimate }>(
  "planning",
);

/** How long a screen takes while people keep coming to it, of the few of which that was measured. */
export const atRate = optional<{
  readonly screen: string;
  readonly rung: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p95Interval?: Interval;
}>("atRate");
export const environment = written.environment;

/** What the visitor looks at: a link of any delay and bandwidth, and how connections are used. */
export interface Conditions {
  readonly rttMs: number;
  readonly downKbps: number;
  readonly protocol: Way["protocol"];
  readonly connections: Way["connections"];
}

/** Upload is this much narrower than download, as on slow 4G. */
const UPLOAD = LINKS["slow-4g"].upKbps / LINKS["slow-4g"].downKbps;

const linkOf = ({ rttMs, downKbps }: Conditions): Link => ({
  title: "",
  rttMs,
  downKbps,
  upKbps: downKbps * UPLOAD,
});

/** When each request of a rung begins and ends under such conditions, by the model that was held to measurements. */
export function spansOf({ exchanges, handshakeMs }: CellTimes, conditions: Conditions): Span[] {
  const { protocol, connections } = conditions;
  return model(exchanges, linkOf(conditions), { protocol, connections, handshakeMs });
}

/** How long a rung takes, in milliseconds. */
export const timeOf = (cell: CellTimes, conditions: Conditions): number => lastOf(spansOf(cell, conditions));

/** Times that differ by less are as good as each other. */
export const TIE_PERCENT = 5;

export const isTie = (ms: number, least: number): boolean => ms <= least * (1 + TIE_PERCENT / 100);

/** The rungs of a screen by one protocol. */
export const cellsOf = (screen: string, protocol: Way["protocol"]): readonly CellTimes[] =>
  cells.filter((cell) => cell.screen === screen && cell.protocol === protocol);

/** What was measured nearest to such conditions: only where a declared link is meant exactly. */
export function measuredAt({ times }: CellTimes, conditions: Conditions): Estimate | undefined {
  const link = Object.entries(LINKS).find(
    ([, each]) => each.rttMs === conditions.rttMs && each.downKbps === conditions.downKbps,
  )?.[0];
  return times.find((time) => time.link === link && time.connections === conditions.connections)?.measured;
}

export const sumOf = ({ ms }: Pick<Cpu, "ms">): number => Object.values(ms).reduce((sum, each) => sum + each, 0);

export const milliseconds = (ms: number): string =>
  `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en")} ms`;

export const intervalText = ({ low, high }: Interval): string => `${milliseconds(low)} to ${milliseconds(high)}`;
