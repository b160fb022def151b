import type { Habits } from "@threefold/random-operations";
import type { Domain } from "./domain.ts";
import type { Fault } from "./faults.ts";

/** A kind of case: what clients like to write, and what goes wrong at subgraphs. */
export interface Mood {
  readonly name: string;
  readonly habits?: Habits;
  /** How often a field goes wrong, from 0 to 1, and in which ways. */
  readonly rate: number;
  readonly kinds: readonly Fault[];
  /** Whether fields fail that plans depend on: those of keys and of `@requires`. */
  readonly atRequired?: boolean;
  /** Whether it is for domains with unions or interfaces alone. */
  readonly abstractOnly?: boolean;
  /** How the single schema is an oracle. */
  readonly oracle: Oracle;
}

/**
 * "exact": the same data, and for each null an error, where the single schema has one. "data": the same data (the single
 * schema has errors where an answer is merely incomplete). "bound": nothing but what the single schema shows, or null (it
 * knows of no plan, so not of what a lost key costs), and no less than the stock gateway shows.
 */
export type Oracle = "exact" | "data" | "bound";

export const moods: readonly Mood[] = [
  { name: "all is well", rate: 0, kinds: [], oracle: "exact" },
  { name: "fields fail or are null", rate: 0.08, kinds: ["null", "error"], oracle: "exact" },
  { name: "fields are missing or nonsense", rate: 0.08, kinds: ["missing", "nonsense", "null"], oracle: "data" },
  {
    name: "conditions everywhere",
    habits: { conditions: 0.5, repeats: 0.6, typenames: 0.4 },
    rate: 0,
    kinds: [],
    oracle: "exact",
  },
  {
    name: "types are asked by other names",
    habits: { typenames: 0.7, typenameAliases: 0.8 },
    abstractOnly: true,
    rate: 0.1,
    kinds: ["null"],
    oracle: "exact",
  },
  {
    name: "what plans depend on fails or is null",
    rate: 0.15,
    kinds: ["null", "error"],
    atRequired: true,
    oracle: "bound",
  },
];

/** Whether a domain has what a mood is about. */
export const isFor = ({ abstractOnly }: Mood, { schema }: Domain): boolean =>
  abstractOnly !== true || /^\s*(union|interface)\b/m.test(schema);
