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
