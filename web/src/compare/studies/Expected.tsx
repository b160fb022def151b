import type { Study } from "./results.ts";

/** What was asked before it was measured, and whether the answer was right. */
export const Expected = ({ study: { question, expected, found, hit } }: { study: Study }) => (
  <p className="shows">
    {question} Expected: {expected}; found: {found},{" "}
    <span className={hit ? "hit" : "miss"}>{hit ? "✓ as expected" : "✗ not as expected"}</span>.
  </p>
);
