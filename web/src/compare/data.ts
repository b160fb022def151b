import results from "./results.json";

/** What a byte of a body is for, in the order in which bars have them. */
export const CLASSES = ["used", "duplicate", "control", "wasted"] as const;
export type ByteClass = (typeof CLASSES)[number];

export interface Line {
  /** Which line of its body. */
  readonly at: number;
  readonly depth: number;
  readonly text: string;
  readonly class?: ByteClass;
  /** The lines of the screen in which it is seen. */
  readonly draws?: readonly number[];
}

export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly depth: number;
  readonly lines: readonly Line[];
}

/** One rung of one screen, as `npm run compare` writes it. */
export interface Rung {
  readonly rung: string;
  readonly requests: number;
  readonly chain: number;
  /** The most that could be under way at once. */
  readonly fanOut: number;
  readonly wire: {
    readonly requestHeads: number;
    readonly requestBodies: number;
    readonly responseHeads: number;
    readonly responseBodies: number;
  };
  /** Uncoded, and in each coding. */
  readonly bodies: { readonly raw: number; readonly gzip: number; readonly brotli: number; readonly zstd: number };
  /** Of what is used, texts that the same field has had before. */
  readonly repeated?: number;
  /** What is used of them and nothing else, in gzip. */
  readonly pruned: number;
  readonly ledger: Readonly<Record<ByteClass, number>>;
  readonly fields: { readonly received: number; readonly used: number };
  /** What a browser asks first when the page is of another origin; in no other count. */
  readonly preflights: { readonly count: number; readonly bytes: number };
  /** Documents that the gateway must know before: their bytes, by hash; in no other count. Absent where there are none. */
  readonly documents?: Readonly<Record<string, number>>;
  /** It follows a stream: what is read for its events is in none of these. */
  readonly readsUncounted?: true;
  readonly statements: Readonly<Record<string, number>>;
  /** What they gave. */
  readonly gave: { readonly rows: number; readonly values: number };
  /** What gateway or edge asked of the services; absent where that is not known. */
  readonly subrequests?: { readonly count: number; readonly bytes: number };
  readonly answers: readonly Answer[];
  readonly byField: readonly { readonly field: string; readonly class: ByteClass; readonly bytes: number }[];
}

/** A rung that cannot show the screen, and why. */
interface Unable {
  readonly rung: string;
  readonly reason: string;
}

export interface Screen {
  readonly screen: string;
  readonly title: string;
  readonly shows: string;
  readonly why: string;
  readonly expected: string;
  readonly winners: readonly string[];
  /** Of the rungs that need no endpoint for the screen alone. */
  readonly untailored: readonly string[];
  /** Of those that have no registered document for it either: R1, R2, G1. */
  readonly unprepared: readonly string[];
  readonly hit: boolean;
  readonly commit?: string;
  /** What is to be said of the verdict. */
  readonly notes: readonly string[];
  /** What every rung draws; of a long screen, the beginning. */
  readonly html: string;
  readonly rungs: readonly Rung[];
  readonly unable: readonly Unable[];
}

const numbered = (answer: Answer): Answer => ({ ...answer, lines: answer.lines.map((line, at) => ({ ...line, at })) });

// The file is written by `npm run compare -- --write`, in this shape but for the lines' numbers.
const written = results.screens as unknown as readonly Screen[];
export const screens: readonly Screen[] = written.map((screen) => ({
  ...screen,
  rungs: screen.rungs.map((rung) => ({ ...rung, answers: rung.answers.map(numbered) })),
}));

/** A screen's name for people, without what its title adds. */
export const titleOf = (name: string): string =>
  screens.find(({ screen }) => screen === name)?.title.split(",", 1)[0] ?? name;

export const seed: string = results.data;

/** What each rung is, in a few words. */
export const RUNGS: Readonly<Record<string, string>> = {
  R0: "REST, naive: full resources, one by one",
  R1: "REST: batched by id, in parallel, selected fields only",
  R2: "REST: JSON:API, joined at the edge",
  R3: "REST: one endpoint tailored to the screen",
  R3s: "REST: the same, streamed as NDJSON, above the fold first",
  G0: "GraphQL, naive: one fragment for everything, no DataLoader",
  G1: "GraphQL: one query for the screen, over POST",
  G2: "GraphQL: the same query by hash, over GET",
  G3: "GraphQL: the same, content below the fold deferred (@defer)",
};

const LADDER = Object.keys(RUNGS);

/** For sorting: from the foot of REST's ladder to the top of GraphQL's. What is no rung stays where it is. */
export const byLadder = (a: string, b: string): number => LADDER.indexOf(a) - LADDER.indexOf(b);

export const styleOf = (rung: string): "rest" | "graphql" => (rung.startsWith("R") ? "rest" : "graphql");

/** The classes that colour a rung: its style's hue, darker with each rung. */
export const hueOf = (rung: string): string => `hue-${styleOf(rung)} shade-${rung.charAt(1)}`;

const NAIVE: ReadonlySet<string> = new Set(["R0", "G0"]);

/** Naive rungs are shown, and win nothing. */
export const competes = ({ rung }: { readonly rung: string }): boolean => !NAIVE.has(rung);

/** Within so many per cent of the fewest bytes it is a tie: as `npm run compare` judges. */
export const TIE_OF_BYTES = 1;

/** Who has the least of something, of those that compete: more than one where they cannot be told apart. */
export function leastOf<One extends { readonly rung: string }>(
  all: readonly One[],
  amountOf: (one: One) => number,
): readonly string[] {
  const competing = all.filter(competes);
  const least = Math.min(...competing.map(amountOf));
  return competing.filter((one) => amountOf(one) <= least * (1 + TIE_OF_BYTES / 100)).map(({ rung }) => rung);
}

export const wireBytes = ({ wire }: Rung): number =>
  wire.requestHeads + wire.requestBodies + wire.responseHeads + wire.responseBodies;

export const sqlOf = ({ statements }: Rung): number => Object.values(statements).reduce((sum, count) => sum + count, 0);

export const bytes = (count: number): string => count.toLocaleString("en");
