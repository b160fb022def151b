import { competes, RUNGS } from "../data.ts";
import { listed, verb } from "../words.ts";

/** Which rungs a study has not, and why: none is left out silently. */
export function LeftOut({ rungs }: { rungs: readonly string[] }) {
  const missing = Object.keys(RUNGS).filter((rung) => !rungs.includes(rung));
  const naive = missing.filter((rung) => !competes({ rung }));
  const others = missing.filter((rung) => !naive.includes(rung));
  const reasons = [
    ...(naive.length > 0 ? [`${listed(naive)}, which ${verb(naive, "is", "are")} naive`] : []),
    ...(others.length > 0
      ? [`${listed(others)}, which ${verb(others, "is", "are")} there for some of the screens only`]
      : []),
  ];
  return reasons.length === 0 ? null : <> Not in it: {reasons.join("; ")}.</>;
}
