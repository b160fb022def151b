import {
  CompositionError,
  compose,
  type Hint,
  type Problem,
  readSupergraph,
  type SubgraphSchema,
  type Supergraph,
} from "@threefold/federation";
import type { Finding } from "../finding.ts";
import type { Side } from "../sources/base.ts";
import { indexPlaces, type Places } from "./places.ts";

/** A side whose subgraphs compose. */
export interface Composed {
  readonly label: string;
  readonly subgraphs: readonly SubgraphSchema[];
  readonly supergraph: Supergraph;
  readonly hints: readonly Hint[];
  readonly places: Places;
  /** Whether the subgraphs were taken out of a supergraph, which does not tell all that they say. */
  readonly takenApart: boolean;
}

/** Composes a side; why it does not, as findings. */
export function composeSide({
  label,
  subgraphs,
  supergraphSdl: given,
}: Side): Composed | { readonly findings: readonly Finding[] } {
  const places = indexPlaces(subgraphs);
  const takenApart = given !== undefined;
  try {
    const { supergraphSdl, hints } = takenApart ? { supergraphSdl: given, hints: [] } : compose(subgraphs);
    return { label, subgraphs, supergraph: readSupergraph(supergraphSdl), hints, places, takenApart };
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    const findings = error.problems.map((problem) => compositionFinding(problem, places));
    // What is not known makes all that is built on it look wrong.
    const unsupported = findings.filter(({ code }) => code === "UNSUPPORTED");
    return { findings: unsupported.length > 0 ? unsupported : findings };
  }
}

/** What the head advises that the base did not: hints that were there before are nobody's news, or may have been. */
export function newHints(head: Composed, base: Composed | undefined): Finding[] {
  if (base?.takenApart) return [];
  const known = new Set(base?.hints.map(({ code, message }) => `${code} ${message}`));
  return head.hints
    .filter(({ level, code, message }) => level !== "DEBUG" && !known.has(`${code} ${message}`))
    .map((hint) => ({ ...compositionFinding(hint, head.places), severity: "notice" }));
}

/** Newer than what composes here: nobody's mistake, and no verdict on what it says. */
const UNSUPPORTED = new Set(["UNKNOWN_FEDERATION_LINK_VERSION", "UNKNOWN_LINK_VERSION", "UNSUPPORTED_FEATURE"]);

export function compositionFinding({ code, message, subgraph, file, line, column }: Problem, places: Places): Finding {
  const unsupported = UNSUPPORTED.has(code) || /\B@oneOf\b/.test(message);
  const place = file && line ? { file, line, column: column ?? 1, subgraph } : undefined;
  return {
    code: unsupported ? "UNSUPPORTED" : code,
    severity: unsupported ? "notice" : "error",
    message,
    place,
    excerpt: places.excerpt(place),
  };
}
