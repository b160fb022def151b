export { withDefer } from "@threefold/federation";
export { argumentOf, type Defers, isDefer, readDefers } from "./read.ts";
export { deferInSubscriptions, deferLabels, deferOnRoots } from "./rules.ts";
export { INCREMENTAL_SPECS, type IncrementalSpec, isIncrementalSpec, type TakesParts } from "./spec.ts";
export { writeOutDefers } from "./write-out.ts";
