import { explainedNulls, type Outcome, type OutcomeError } from "@threefold/random-operations";

/**
 * How the errors of two equal answers differ; undefined when they explain the same nulls, each for a reason that both give.
 * Which of several errors below one null is told is nobody's promise.
 */
export function otherErrors(ours: Outcome, theirs: Outcome): string | undefined {
  const [explained, others] = [explainedNulls(ours), explainedNulls(theirs)];
  if (explained.has("undefined")) return "an error where there is no null";
  const missing = [...others.keys()].filter((place) => !explained.has(place));
  if (missing.length > 0) return `no error for the null at ${missing.join(" ")}`;
  const added = [...explained.keys()].filter((place) => !others.has(place));
  if (added.length > 0) return `an error for the null at ${added.join(" ")}`;
  const coded = [...explained].find(([place, codes]) => codesOf(codes).isDisjointFrom(codesOf(others.get(place))));
  return coded && `an error of another code for the null at ${coded[0]}`;
}

/** What a subgraph gives no code gets one from its gateway. */
const codesOf = (codes: ReadonlySet<unknown> = new Set()): ReadonlySet<unknown> =>
  new Set(Array.from(codes, (code) => code ?? "DOWNSTREAM_SERVICE_ERROR"));

/**
 * How the errors of our answer and of stock's differ, where their data does not: what is told of which fields, and with which
 * code; undefined when that is the same. Two things that stock does are passed over:
 * - It finds the place of an entity by the number of its representation, as if each object before had one too. So an error can
 *   stand at another element of the list: of indices nothing is compared.
 * - What goes wrong in its own code is in its answer as an error without a message.
 */
export function otherErrorsThanStock(ours: Outcome, stock: Outcome): string | undefined {
  const [told, theirs] = [ours, stock].map(({ errors }) => new Set(errors.filter(hasMessage).map(whatIsTold)));
  const [added] = told?.difference(theirs ?? new Set()) ?? [];
  if (added !== undefined) return `an error that stock does not have: ${added}`;
  const [missing] = theirs?.difference(told ?? new Set()) ?? [];
  return missing && `no error as stock has it: ${missing}`;
}

const hasMessage = ({ message }: OutcomeError): boolean => message !== undefined;

const whatIsTold = ({ message, path, extensions }: OutcomeError): string =>
  JSON.stringify([message, extensions?.["code"], path?.map((key) => (typeof key === "number" ? "@" : key))]);
