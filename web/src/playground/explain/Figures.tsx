import type { Explanation } from "./explanation.ts";
import { bytes, milliseconds } from "./units.ts";

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** The answer in a few numbers. */
export function Figures({ explanation }: { explanation: Explanation }) {
  const { fetches, preparationMs, executionMs, cost, cachePolicy } = explanation;
  const figures = [
    ["Planned", milliseconds(preparationMs)],
    ["Executed", milliseconds(executionMs)],
    ["Requests", String(fetches.filter(({ shared }) => !shared).length)],
    ["SQL statements", String(sum(fetches.map(({ statements }) => statements?.count ?? 0)))],
    ["From subgraphs", bytes(sum(fetches.map(({ bytes }) => bytes.received ?? 0)))],
    ["Cost, of estimated", `${cost.actual} of ${cost.estimated}`],
    ["May be kept", keeping(cachePolicy)],
  ] as const;
  return (
    <dl className="explain-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const keeping = ({ maxAge, isPublic }: Explanation["cachePolicy"]) =>
  maxAge === 0 ? "not at all" : `${maxAge} s, ${isPublic ? "by all" : "by the asker"}`;
