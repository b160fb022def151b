import type { Study } from "./results.ts";

/** What was asked before it was measured, what was expected and why, and whether that was right. */
export const Expected = ({ study: { question, expected, why, commit, found, hit } }: { study: Study }) => (
  <p className="shows">
    {question} Expected: {expected}
    {commit && (
      <>
        {" "}
        (in commit <code>{commit}</code>)
      </>
    )}
    . {why} Found: {found}, <span className={hit ? "hit" : "miss"}>{hit ? "✓ as expected" : "✗ not as expected"}</span>.
  </p>
);
