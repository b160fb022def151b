import { Interval } from "../Interval.tsx";
import { Legend } from "../Legend.tsx";
import { Patterns, patternOf } from "../Patterns.tsx";
import { useNarrow } from "../use-narrow.ts";

interface BarPart {
  readonly kind: string;
  readonly value: number;
  /** Stands on it where there is room. */
  readonly name?: string;
}

export interface Bar {
  readonly name: string;
  readonly style: "rest" | "graphql";
  /** From left to right: how it is drawn, and how long. */
  readonly parts: readonly BarPart[];
  /** In which its length lies, where that was measured. */
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
  /** What stands at its end. */
  readonly text: string;
  /** What stands under it. */
  readonly note?: string;
}

interface BarsProps {
  /** What it shows, for who does not see it. */
  readonly label: string;
  readonly bars: readonly Bar[];
  /** Room for the names. */
  readonly left?: number;
  /** Room for the texts at the ends; more where they need it. */
  readonly right?: number;
  /** What each kind of part is; none where all are of one kind. */
  readonly legend?: readonly (readonly [kind: string, text: string])[];
}

const BAR = 20;
/** Of a character of the parts' names, in the chart's units. */
const CHARACTER = 5.6;

/** Bars from zero, each with its name before it and its number behind it. */
export function Bars({ label, bars, left = 44, right = 96, legend = [] }: BarsProps) {
  const width = useNarrow() ? 400 : 760;
  const row = bars.some(({ note }) => note !== undefined) ? 42 : 28;
  const lengthOf = ({ parts }: Bar) => parts.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(1, ...bars.map((bar) => Math.max(lengthOf(bar), bar.interval?.high ?? 0)));
  const room = Math.max(right, ...bars.map(({ text }) => text.length * 8 + 16));
  const scale = (value: number) => (Math.max(0, value) / most) * (width - left - room);
  return (
    <>
      {legend.length > 0 && (
        <p className="legend">
          <Legend kinds={legend} />
        </p>
      )}
      <svg className="ladder" viewBox={`0 0 ${width} ${bars.length * row + 4}`} role="img" aria-label={label}>
        <Patterns />
        {bars.map((bar, at) => (
          <g key={bar.name + bar.note} className={`hue-${bar.style}`} transform={`translate(0 ${at * row + 2})`}>
            <text className="name" y={BAR - 5}>
              {bar.name}
            </text>
            {bar.parts.map(({ kind, value, name }, part) => {
              const x = left + scale(bar.parts.slice(0, part).reduce((sum, each) => sum + each.value, 0));
              return (
                <g key={kind}>
                  <rect
                    className={`part part-${kind}`}
                    x={x}
                    width={scale(value)}
                    height={BAR}
                    fill={patternOf(kind)}
                  />
                  {name !== undefined && scale(value) > name.length * CHARACTER + 8 && (
                    <text className="part-name" x={x + 4} y={BAR - 6}>
                      {name}
                    </text>
                  )}
                </g>
              );
            })}
            {bar.interval && (
              <Interval
                from={left + scale(bar.interval.low)}
                to={left + scale(bar.interval.high)}
                middle={left + scale(lengthOf(bar))}
                y={BAR / 2}
              />
            )}
            <text className="value" x={left + scale(Math.max(lengthOf(bar), bar.interval?.high ?? 0)) + 8} y={BAR - 5}>
              {bar.text}
            </text>
            {bar.note !== undefined && (
              <text className="note" x={left} y={BAR + 13}>
                {bar.note}
              </text>
            )}
          </g>
        ))}
      </svg>
    </>
  );
}

export const styleOf = (rung: string) => (rung.startsWith("R") ? "rest" : "graphql");
