// What the page takes of the comparison: for its live mode, the screens as they are measured and the oracles that know no Node; and how
// the literature counts.
export { type AnnotatedLine, annotate } from "./accounting/annotate.ts";
export { distinctFields } from "./accounting/distinct-fields.ts";
export { linesOfLeaf } from "./accounting/draws.ts";
export { classifier } from "./accounting/ledger.ts";
export { type Merged, mergeIncremental, mergeLines, partsOf } from "./accounting/parts.ts";
export { type LeafPath, leavesOf, pathOf, track } from "./accounting/track.ts";
export type { Origin } from "./client/transcript.ts";
export { type Aggregate, aggregatesOf, besidesOf, heaviestOf, OTHERS, type Pair, pairsOf } from "./literature.ts";
export { bodiesOf, finderOf, locate } from "./measure/places.ts";
export { readable } from "./readable.ts";
export type { Api, Others, RungName, Screen, Subject } from "./screen.ts";
export { screens } from "./screens.ts";
export { findSubject } from "./system/subject.ts";
