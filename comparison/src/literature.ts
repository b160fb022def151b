/** A screen on the rungs of both ladders, as far as the literature counts it. */
interface Counted {
  readonly title: string;
  readonly rungs: readonly {
    readonly rung: string;
    readonly requests: number;
    /** The answers' bodies, uncoded. */
    readonly bodies: { readonly raw: number };
    readonly fields: { readonly received: number };
  }[];
}

/** The bodies' bytes of a screen on two rungs. */
export interface Pair {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** In per cent. */
  readonly less: number;
}

/** One way of making one number of all screens: they differ, and a headline chooses. */
export interface Aggregate {
  readonly name: string;
  /** In per cent less than REST. */
  readonly paper: number;
  readonly ours: number;
}

/** The screens that both rungs can show. */
export const pairsOf = (screens: readonly Counted[], rest: string, graphql: string): Pair[] =>
  bothOf(screens, rest, graphql).map(([title, { bodies: from }, { bodies: to }]) => ({
    title,
    from: from.raw,
    to: to.raw,
    less: less(from.raw, to.raw),
  }));

/**
 * Brito, Mombach and Valente (SANER 2019, arXiv 1906.07535) moved calls of REST clients to GraphQL; the three
 * aggregates of the bytes of their answers, beside ours.
 */
export function aggregatesOf(pairs: readonly Pair[]): Aggregate[] {
  const [from, to] = [pairs.map((each) => each.from), pairs.map((each) => each.to)];
  return [
    { name: "Reduction of the medians", paper: 99.13, ours: less(middle(from), middle(to)) },
    { name: "Median of the reductions", paper: 98.4, ours: middle(pairs.map((each) => each.less)) },
    { name: "All bytes together", paper: 96.1, ours: less(sum(from), sum(to)) },
  ];
}

/** A screen that is most of all bytes decides what they say all together. */
export function heaviestOf(
  pairs: readonly Pair[],
): { readonly title: string; readonly share: number; readonly lessWithout: number } | undefined {
  const [first, ...others] = pairs.toSorted((one, other) => other.from - one.from);
  if (first === undefined) return undefined;
  return {
    title: first.title,
    share: (100 * first.from) / sum(pairs.map((each) => each.from)),
    lessWithout: less(sum(others.map((each) => each.from)), sum(others.map((each) => each.to))),
  };
}

/** What the paper counted beside bytes, and ours: medians over screens, of REST and of GraphQL. */
export function besidesOf(
  screens: readonly Counted[],
  rest: string,
  graphql: string,
): { readonly name: string; readonly paper: string; readonly ours: string }[] {
  const both = bothOf(screens, rest, graphql);
  const medians = (of: (rung: Counted["rungs"][number]) => number) =>
    `${middle(both.map(([, one]) => of(one)))} to ${middle(both.map(([, , other]) => of(other)))}`;
  return [
    { name: "Fields of an answer", paper: "93.5 to 5.5", ours: medians(({ fields }) => fields.received) },
    { name: "Requests", paper: "29 to 24 (of all clients)", ours: medians(({ requests }) => requests) },
  ];
}

/** Others who measured, for and against. */
export const OTHERS = [
  {
    who: "Brito and Valente (ICSA 2020)",
    found: "22 students wrote a query in 6 minutes with GraphQL, in 9 with REST (medians)",
  },
  {
    who: "Lawi, Panggabean and Yoshida (Computers 10, 2021)",
    found: "REST answered up to 51 % faster; GraphQL took 37 % less CPU and 40 % less memory",
  },
  {
    who: "Niswar and others (IJET 70, 2024)",
    found: "gRPC answered first, then REST, then GraphQL, which took the most CPU",
  },
] as const;

const bothOf = (screens: readonly Counted[], rest: string, graphql: string) =>
  screens.flatMap(({ title, rungs }) => {
    const [one, other] = [rest, graphql].map((name) => rungs.find(({ rung }) => rung === name));
    return one && other ? [[title, one, other] as const] : [];
  });

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0,
  ];
  return (low + high) / 2;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const less = (from: number, to: number) => 100 * (1 - to / from);
