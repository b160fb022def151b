import { type Rung, screens } from "./data.ts";

/** One way of making one number of all screens: they differ, and a headline chooses. */
export interface Aggregate {
  readonly name: string;
  /** In per cent less than REST. */
  readonly paper: number;
  readonly ours: number;
}

const middle = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0,
  ];
  return (low + high) / 2;
};
/** A screen that is most of all bytes decides what they say all together. */
export function heaviest(
  rest: string,
  graphql: string,
): { title: string; share: number; lessWithout: number } | undefined {
  const all = pairs(rest, graphql).toSorted((one, other) => other.from - one.from);
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  return {
    title: first.title,
    share: (100 * first.from) / sum(all.map((each) => each.from)),
    lessWithout: less(sum(others.map((each) => each.from)), sum(others.map((each) => each.to))),
  };
}

/** What the paper counted beside bytes, and ours: medians over screens, of REST and of GraphQL. */
export function beside(rest: string, graphql: string): readonly { name: string; paper: string; ours: string }[] {
  const both = screens.flatMap(({ rungs }) => {
    const [from, to] = [rest, graphql].map((name) => rungs.find(({ rung }) => rung === name));
    return from && to ? [[from, to] as const] : [];
  });
  const medians = (of: (rung: Rung) => number) =>
    [0, 1].map((side) => middle(both.map((pair) => of(pair[side as 0 | 1])))).join(" to ");
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

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const less = (from: number, to: number) => 100 * (1 - to / from);

/** The bodies' bytes of each screen on two rungs. */
export function pairs(
  rest: string,
  graphql: string,
): readonly { title: string; from: number; to: number; less: number }[] {
  const bytesOn = (rungs: readonly Rung[], name: string) => rungs.find(({ rung }) => rung === name)?.bodies.raw;
  return screens.flatMap(({ title, rungs }) => {
    const [from, to] = [bytesOn(rungs, rest), bytesOn(rungs, graphql)];
    return from === undefined || to === undefined ? [] : [{ title, from, to, less: less(from, to) }];
  });
}

/**
 * Brito, Mombach and Valente (SANER 2019, arXiv 1906.07535) moved calls of REST clients to GraphQL; the three
 * aggregates of the bytes of their answers, beside ours.
 */
export function aggregates(rest: string, graphql: string): readonly Aggregate[] {
  const all = pairs(rest, graphql);
  const [from, to] = [all.map((each) => each.from), all.map((each) => each.to)];
  return [
    { name: "Reduction of the medians", paper: 99.13, ours: less(middle(from), middle(to)) },
    { name: "Median of the reductions", paper: 98.4, ours: middle(all.map((each) => each.less)) },
    { name: "All bytes together", paper: 96.1, ours: less(sum(from), sum(to)) },
  ];
}
