/** What a code means. */
export interface Explanation {
  /** What changed, whom it breaks, and why. */
  readonly meaning: string;
  /** What to do about it. */
  readonly advice: string;
}

export type Explanations = Readonly<Record<string, Explanation>>;

/** What several codes advise. */
export const REMOVE_LATER =
  "Deprecate it, wait until no client uses it (--usage shows what clients send), then remove it.";
export const KEEP_BOTH =
  "Keep the old one and the new one side by side until every gateway runs the new supergraph. Then remove the old one.";
