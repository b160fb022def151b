import { scaleLinear } from "d3-scale";
import { styleOf } from "../data.ts";
import type { Sent } from "./api.ts";

const ROW = 14;
const MOST = 24;
/** Room for the axis, above the bars. */
const AXIS = 16;

interface RequestsProps {
  readonly rung: string;
  readonly sent: readonly Sent[];
  /** What the axis reaches to, in milliseconds since the first request. */
  readonly most: number;
  readonly now: number;
}

/** A rung's requests as bars on an axis of time, which grow while they are under way. */
export function Requests({ rung, sent, most, now }: RequestsProps) {
  const first = sent[0]?.beganAt ?? 0;
  const share = scaleLinear([0, Math.max(most, 1)], [0, 100]);
  const done = sent.filter(({ endedAt }) => endedAt !== undefined).length;
  return (
    <svg
      className={`requests hue-${styleOf(rung)}`}
      width="100%"
      height={AXIS + Math.max(1, Math.min(sent.length, MOST)) * ROW}
      role="img"
      aria-label={`${rung}: ${done} of ${sent.length} requests answered`}
    >
      {share.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={`${share(tick)}%`} x2={`${share(tick)}%`} y2="100%" />
          <text {...besideOf(share(tick))} y={11}>
            {tick.toLocaleString("en")} ms
          </text>
        </g>
      ))}
      {sent.slice(0, MOST).map(({ at, path, beganAt, endedAt }) => (
        <rect
          key={at}
          className={endedAt === undefined ? "request under-way" : "request"}
          x={`${share(beganAt - first)}%`}
          y={AXIS + at * ROW + 2}
          width={`${Math.max(0.3, share((endedAt ?? now) - beganAt))}%`}
          height={ROW - 4}
        >
          <title>{path.split("?", 1)[0]}</title>
        </rect>
      ))}
    </svg>
  );
}

/** A tick's words stand behind it; the last one's, which would be cut, before it. */
const besideOf = (percent: number) =>
  percent > 80
    ? ({ x: `${percent}%`, dx: -3, textAnchor: "end" } as const)
    : ({ x: `${percent}%`, dx: 3, textAnchor: "start" } as const);

/** When each request had ended or, under way, would end now: in milliseconds since the first one began. */
export const spansOf = (sent: readonly Sent[], now: number): number[] =>
  sent.map(({ endedAt }) => (endedAt ?? now) - (sent[0]?.beganAt ?? 0));
