import type { BenchOperation } from "../operations.ts";

/** One thing that an operation may have more of, everything else being as it was. */
export interface Axis {
  readonly name: "fields" | "list" | "fetches" | "subgraphs";
  /** What is counted. */
  readonly of: string;
  readonly counts: readonly number[];
  query(count: number): string;
  first(count: number): number;
}

const ITEMS = "items(first: $first, offset: $offset)";
const SHORT = 10;

const named = (name: string, count: number, fields: string) =>
  `query ${name}${count}($first: Int!, $offset: Int!) { ${ITEMS} { ${fields} } }`;

/** The names of as many fields, the first being `${letter}1`. */
export const fieldNames = (letter: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`).join(" ");

/** Hops from item to item, each known to the other of two subgraphs than the one before. */
const hops = (count: number, field = "a"): string =>
  count === 0 ? "id" : `id ${field} { ${hops(count - 1, field === "a" ? "b" : "a")} }`;

export const AXES: readonly Axis[] = [
  {
    name: "fields",
    of: "fields of each of ten objects, in one fetch",
    counts: [1, 4, 16, 64],
    query: (count) => named("Fields", count, fieldNames("f", count)),
    first: () => SHORT,
  },
  {
    name: "list",
    of: "objects of four fields, one of them from a second fetch",
    counts: [1, 10, 100, 1000],
    query: (count) => named("List", count, "id f1 f2 s1"),
    first: (count) => count,
  },
  {
    name: "fetches",
    of: "fetches, each after the one before, of ten objects",
    counts: [3, 5, 9, 17],
    query: (count) => named("Fetches", count, hops(count - 1)),
    first: () => SHORT,
  },
  {
    name: "subgraphs",
    of: "subgraphs at once, a field of ten objects from each",
    counts: [1, 4, 8, 16],
    query: (count) => named("Subgraphs", count, `id ${fieldNames("s", count)}`),
    first: () => SHORT,
  },
];

const SETS = 50;

export const operationOf = (axis: Axis, count: number): BenchOperation => ({
  name: `${axis.name} ${count}`,
  query: axis.query(count),
  variables: Array.from({ length: SETS }, (_, offset) => ({ first: axis.first(count), offset })),
});
