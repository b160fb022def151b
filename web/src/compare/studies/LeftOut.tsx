import { competes, RUNGS } from "../data.ts";
import { listed } from "../words.ts";

/** Which rungs a study has not, and why: none is left out silently. */
export function LeftOut({ rungs }: { rungs: readonly string[] }) {
  const missing = Object.keys(RUNGS).filter((rung) => !rungs.includes(rung));
  const naive = missing.filter((rung) => !competes({ rung }));
  const others = missing.filter((rung) => !naive.includes(rung));
  const reasons = [
    ...(naive.length > 0 ? [`${listed(naive)} (naive)`] : []),
    ...(others.length > 0 ? [`${listed(others)} (available on some screens only)`] : []),
  ];
  return reasons.length === 0 ? null : <> Left out: {reasons.join("; ")}.</>;
}
