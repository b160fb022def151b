import type { Study } from "./results.ts";

/** What was asked before it was measured, what was expected and why, and whether that was right. */
export const Expected = ({ study }: { study: Study }) => (
  <p className="shows">
    {study.question} Expected: {study.expected}
    {study.commit && (
      <>
        {" "}
        (in commit <code>{study.commit}</code>)
      </>
    )}
    . {study.why} Found: {study.found},{" "}
    <span className={study.hit ? "hit" : "miss"}>{study.hit ? "✓ as expected" : "✗ not as expected"}</span>
    {isTie(study) && " (expected to win alone)"}.
  </p>
);

/** A miss of which the expected one is a part. */
const isTie = ({ expected, found, hit }: Study): boolean => !hit && found.split(", ").includes(expected);
