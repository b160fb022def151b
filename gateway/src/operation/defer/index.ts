export { withDefer } from "./directive.ts";
export { argumentOf, type Defers, isDefer, readDefers } from "./read.ts";
export { deferInSubscriptions, deferLabels, deferOnRoots } from "./rules.ts";
export { writeOutDefers } from "./write-out.ts";
