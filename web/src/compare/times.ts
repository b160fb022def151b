import { screens } from "@threefold/comparison";
import {
  type Exchange,
  LINKS,
  type Link,
  type LinkName,
  lastOf,
  model,
  type Span,
  type Way,
} from "@threefold/network-link";
import written from "./times.json";

export interface Estimate extends Interval {
  readonly median: number;
}

/** One rung of one screen by one protocol, as `npm run compare -- --write-times` writes it. */
export interface CellTimes {
  readonly screen: string;
  readonly rung: string;
  readonly protocol: Way["protocol"];
  /** By TLS, both ways; those of cold connections with the handshakes. */
  readonly bytes: Readonly<Record<Way["connections"], number>>;
  readonly exchanges: readonly Exchange[];
  readonly handshakeMs: number;
  readonly times: readonly {
    readonly link: string;
    readonly connections: Way["connections"];
    readonly runs: number;
    readonly measured: Estimate;
    /** Until what is above the fold could be drawn, of a screen that has one. */
    readonly above?: Estimate;
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

export interface Interval {
  readonly low: number;
  readonly high: number;
}

// What was not measured yet when the file was written is not in it.
const optional = <One>(name: string): readonly One[] => Reflect.get(written, name) ?? [];

export const cpu = optional<Cpu & { readonly rung: string }>("cpu");

/** Who answered a screen's query (G1): our gateway, the stock engine in its place, and one process without federation. */
export const cpuBeside = optional<Cpu & { readonly by: "gateway" | "stock" | "monolith" }>("cpuBeside");

/** The same of R1, of screens for which nobody signs in: by REST's edge, and by the services that it asks. */
export const cpuOfEdge = optional<Cpu & { readonly by: "edge" | "services" }>("cpuOfEdge");

/** How long the same queries and requests take those who can answer them, on one machine over plain HTTP/1.1. */
export const between = optional<{
  readonly screen: string;
  readonly by: "gateway" | "monolith" | "edge" | "services";
  readonly measured: Estimate;
}>("between");

/** How long both engines take for a screen's query (G1), on one machine. */
export const engines = optional<{
  readonly screen: string;
  readonly by: "gateway" | "stock";
  readonly runs: number;
  readonly measured: Estimate;
}>("engines");

/** How long the gateway takes to prepare a screen's documents that it has not seen. */
export const planning = optional<{
  readonly screen: string;
  readonly rung: string;
  readonly runs: number;
  readonly measured: Estimate;
}>("planning");

/** How long a screen takes while people keep coming to it. */
export const atRate = optional<{
  readonly screen: string;
  readonly rung: string;
  readonly perSecond: number;
  readonly showings: number;
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

/** How each protocol is spoken, for people. */
export const PROTOCOLS = { h2: "HTTP/2, one connection", h1: "HTTP/1.1, six connections" } as const;

/** Upload is this much narrower than download where nothing else is declared, as on slow 4G. */
const UPLOAD = LINKS["slow-4g"].upKbps / LINKS["slow-4g"].downKbps;

/** The fastest that can be chosen stands for a machine's own loopback, where bytes take no time. */
export const ONE_MACHINE = { rttMs: LINKS.lan.rttMs, downKbps: 131_072 };

/** The links that were timed, as they are chosen. */
export const CHOICES: readonly (Pick<Conditions, "rttMs" | "downKbps"> & { readonly link: LinkName })[] = (
  ["lan", "desktop", "slow-4g", "far"] as const
).map((link) => ({ link, ...(link === "lan" ? ONE_MACHINE : LINKS[link]) }));

/** Whether such conditions are those of one machine, without a network. */
export const isOneMachine = (conditions: Conditions): boolean => declared(conditions) === "lan";

/** The link that such conditions are, when it is one that is declared. */
const declared = ({ rttMs, downKbps }: Conditions): LinkName | undefined =>
  CHOICES.find((choice) => choice.rttMs === rttMs && choice.downKbps === downKbps)?.link;

function linkOf(conditions: Conditions): Link {
  const name = declared(conditions);
  if (name !== undefined) return LINKS[name];
  const { rttMs, downKbps } = conditions;
  return { title: "", rttMs, downKbps, upKbps: downKbps * UPLOAD };
}

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

/** Of a screen that lasts as long as somebody looks at it: what of it was timed. */
export const beginningOf = (screen: string) => screens.find(({ name }) => name === screen)?.beginning;

/** The rungs of a screen by one protocol. */
export const cellsOf = (screen: string, protocol: Way["protocol"]): readonly CellTimes[] =>
  cells.filter((cell) => cell.screen === screen && cell.protocol === protocol);

/** What was measured nearest to such conditions: only where a declared link is meant exactly. */
export function measuredAt({ times }: CellTimes, conditions: Conditions): CellTimes["times"][number] | undefined {
  const link = declared(conditions);
  return times.find((time) => time.link === link && time.connections === conditions.connections);
}

export const sumOf = ({ ms }: Pick<Cpu, "ms">): number => Object.values(ms).reduce((sum, each) => sum + each, 0);

export const milliseconds = (ms: number): string =>
  `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en")} ms`;

export const intervalText = ({ low, high }: Interval): string => `${milliseconds(low)} to ${milliseconds(high)}`;
