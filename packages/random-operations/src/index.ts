export { type GeneratedOperation, type GenerateOptions, generateOperation, type Habits } from "./generate.ts";
export { explainedNulls, NOWHERE, type Outcome, type OutcomeError } from "./outcome.ts";
export { chanceOf, createRandom, type Random } from "./random.ts";
export { shrink, withoutUnused } from "./shrink.ts";
