import { type Rung, type Screen, screens, wireBytes } from "./data.ts";
import { beginningOf, type CellTimes, type Conditions, cellsOf, ONE_MACHINE, timeOf } from "./times.ts";

/** The ways in which published comparisons come to their headlines, each with what it leaves out and what that hides. */
export const TRICKS = [
  {
    name: "opponent",
    title: "Let the other side be naive",
    without: ["a competent opponent"],
    hides: "what a competent client of that side asks for",
  },
  {
    name: "pages",
    title: "Let the other side send its list unpaginated",
    without: ["pagination"],
    hides: "that both paginate: here the whole catalogue, as measured for the export, stands in for one page",
  },
  {
    name: "coding",
    title: "Leave out compression",
    without: ["compression"],
    hides: "that repeated names cost little in gzip",
  },
  {
    name: "heads",
    title: "Count response bodies only",
    without: ["requests", "headers"],
    hides: "requests and headers, which cross the wire too",
  },
  {
    name: "network",
    title: "Measure on one machine, 0 ms",
    without: ["the network"],
    hides: "round trips and bandwidth",
  },
] as const;

/** The screen that shows one page of a list, and the one that shows all of it. */
const PAGED = { one: "product-list", all: "export" };

/** Those that say something else of a screen: the whole of a list was measured of one list only. */
export const tricksFor = ({ screen }: Screen) => TRICKS.filter(({ name }) => name !== "pages" || screen === PAGED.one);

export type Trick = (typeof TRICKS)[number]["name"];

/** The tricks that an address names, and what in it is the name of none. */
export function readTricks(text: string): { readonly known: readonly Trick[]; readonly unknown: readonly string[] } {
  const names = text === "" ? [] : text.split(",");
  return {
    known: TRICKS.map(({ name }) => name).filter((name) => names.includes(name)),
    unknown: names.filter((name) => !TRICKS.some((trick) => trick.name === name)),
  };
}

/** What such tricks leave out, for people: "compression", "requests", "heads". */
export const leftOutBy = (tricks: readonly Trick[]): readonly string[] =>
  TRICKS.flatMap(({ name, without }) => (tricks.includes(name) ? without : []));

export type Style = "REST" | "GraphQL";
export const isStyle = (name: string): name is Style => name === "REST" || name === "GraphQL";
/** Whom a headline favours where an address does not say it. */
export const FAVOURED: Style = "GraphQL";

/** What one side is said to cost. */
export interface Claimed {
  readonly rung: Rung;
  readonly bytes: number;
  /** Milliseconds; absent where no times were measured. */
  readonly ms: number | undefined;
}

export interface Claim {
  readonly rest: Claimed;
  readonly graphql: Claimed;
}

/** Fairly, both are competent; made unfair, one side is naive and the other at its best. */
const OPPONENTS: Readonly<Record<Style, readonly [rest: string, graphql: string]>> = {
  GraphQL: ["R0", "G1"],
  REST: ["R3", "G0"],
};

/** Rung against rung: what comes whole beside what comes whole, what streams beside what defers. */
const PAIRS = [
  ["R1", "G1"],
  ["R2", "G2"],
  ["R3", "G2"],
  ["R3s", "G3"],
] as const;

/** Two rungs beside each other: what they say, or why they cannot. */
interface Paired {
  readonly rest: string;
  readonly graphql: string;
  readonly said: string;
}

/** What each pair of competent rungs says, with nothing left out of the bytes on the wire. */
export const fairly = ({ rungs, unable }: Screen): readonly Paired[] =>
  PAIRS.flatMap(([rest, graphql]) => {
    const refusal = unable.find(({ rung }) => rung === rest || rung === graphql);
    if (refusal) return [{ rest, graphql, said: `${refusal.rung} is unable, ${refusal.reason}` }];
    const [ours, theirs] = [rest, graphql].map((name) => rungs.find(({ rung }) => rung === name));
    if (!ours || !theirs) return [];
    return [{ rest, graphql, said: headlineOf(wireBytes(ours), wireBytes(theirs)) }];
  });

/** What a comparison says that is made in favour of one side by such tricks; undefined where a rung was not measured. */
export function claimOf(
  screen: Screen,
  favour: Style,
  tricks: ReadonlySet<Trick>,
  conditions: Conditions,
): Claim | undefined {
  const [rest, graphql] = tricks.has("opponent") ? OPPONENTS[favour] : ["R1", "G1"];
  // Of what lasts, the times are not of all that the bytes are of.
  const cells = beginningOf(screen.screen) ? [] : cellsOf(screen.screen, conditions.protocol);
  const where = tricks.has("network") ? { ...conditions, ...ONE_MACHINE } : conditions;
  const whole = screens.find((each) => each.screen === PAGED.all);
  const claimed = (name: string, isOpponent: boolean): Claimed | undefined => {
    const unpaged = isOpponent && screen.screen === PAGED.one && tricks.has("pages");
    const rung = (unpaged ? whole : screen)?.rungs.find((each) => each.rung === name);
    const cell = unpaged ? undefined : cells.find((each) => each.rung === name);
    const carried = cell && rung && tricks.has("coding") ? uncoded(cell, rung) : cell;
    return rung && { rung, bytes: bytesOf(rung, tricks), ms: carried && timeOf(carried, where) };
  };
  const [ours, theirs] = [claimed(rest, favour === "GraphQL"), claimed(graphql, favour === "REST")];
  return ours && theirs && { rest: ours, graphql: theirs };
}

/** The same requests with answers that nothing coded: each is longer as the bodies are all together. */
function uncoded(cell: CellTimes, { wire, bodies }: Rung): CellTimes {
  const times = (wire.responseHeads + bodies.raw) / (wire.responseHeads + wire.responseBodies);
  return { ...cell, exchanges: cell.exchanges.map((each) => ({ ...each, down: each.down * times })) };
}

function bytesOf(rung: Rung, tricks: ReadonlySet<Trick>): number {
  const body = tricks.has("coding") ? rung.bodies.raw : rung.wire.responseBodies;
  return tricks.has("heads") ? body : wireBytes(rung) - rung.wire.responseBodies + body;
}

/** The headline in one sentence, by the bytes of both. */
export function headlineOf(rest: number, graphql: number): string {
  const [winner, loser, less] =
    graphql <= rest
      ? (["GraphQL", "REST", saved(graphql, rest)] as const)
      : (["REST", "GraphQL", saved(rest, graphql)] as const);
  if (less < 1) return "REST and GraphQL move the same number of bytes";
  return `${winner} moves ${less} % fewer bytes than ${loser}`;
}

/** In per cent; near all of it, with a tenth, for nothing saves everything. */
function saved(less: number, more: number): number {
  const percent = more === 0 ? 0 : 100 * (1 - less / more);
  return percent > 99 ? Math.floor(percent * 10) / 10 : Math.round(percent);
}
