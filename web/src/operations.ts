import { type Operation, parseOperation } from "@threefold/playground";

const files = import.meta.glob<string>("../../playground/*.graphql", { query: "?raw", import: "default", eager: true });

/** The operations to try, in the order of their files. */
export const operations: readonly Operation[] = Object.entries(files)
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(([path, source]) => parseOperation(path, source));
