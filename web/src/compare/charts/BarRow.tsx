import { hueOf, RUNGS } from "../data.ts";
import { Interval } from "./Interval.tsx";
import { patternOf } from "./Patterns.tsx";

interface BarPart {
  readonly kind: string;
  readonly value: number;
  /** Stands on it where there is room. */
  readonly name?: string;
}

export interface Bar {
  readonly name: string;
  readonly style: "rest" | "graphql";
  /** From left to right: how it is drawn, and how long. None where it is unable. */
  readonly parts: readonly BarPart[];
  /** In which its length lies, where that was measured. */
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
  /** What stands at its end. */
  readonly text: string;
  /** What stands under it. */
  readonly note?: string;
}

interface BarRowProps {
  readonly bar: Bar;
  readonly y: number;
  /** The note, line by line. */
  readonly note: readonly string[];
  readonly left: number;
  readonly scale: (value: number) => number;
}

const BAR = 20;
/** Of a character of the parts' names, in the chart's units. */
const CHARACTER = 5.6;

/** One bar, with its name before it, its number behind it and its note under it. */
export function BarRow({ bar, y, note, left, scale }: BarRowProps) {
  const { name, style, parts, interval, text } = bar;
  const end = left + scale(Math.max(lengthOf(bar), interval?.high ?? 0));
  return (
    <g className={name in RUNGS ? hueOf(name) : `hue-${style}`} transform={`translate(0 ${y})`}>
      <text className="name" y={BAR - 5}>
        {name}
      </text>
      {parts.length === 0 && <line className="unable" x1={left} x2={left} y1={0} y2={BAR} />}
      {parts.map((part, at) => (
        <Part
          key={part.kind}
          part={part}
          x={left + scale(sumOf(parts.slice(0, at)))}
          width={scale(part.value)}
          struckFrom={interval && left + scale(interval.low)}
        />
      ))}
      {interval && (
        <Interval
          from={left + scale(interval.low)}
          to={left + scale(interval.high)}
          middle={left + scale(lengthOf(bar))}
          y={BAR / 2}
        />
      )}
      <text className="value" x={end + 8} y={BAR - 5}>
        {text}
      </text>
      {note.map((line, at) => (
        <text key={line} className="note" x={left} y={BAR + 13 + at * 14}>
          {line}
        </text>
      ))}
    </g>
  );
}

interface PartProps {
  readonly part: BarPart;
  readonly x: number;
  readonly width: number;
  /** Where the interval's line begins, which ends at the bar's end or after it: no name stands under it. */
  readonly struckFrom?: number | undefined;
}

const Part = ({ part: { kind, name }, x, width, struckFrom = x + width }: PartProps) => (
  <>
    <rect className={`part part-${kind}`} x={x} width={width} height={BAR} fill={patternOf(kind)} />
    {name !== undefined && Math.min(width, struckFrom - x) > name.length * CHARACTER + 8 && (
      <text className="part-name" x={x + 4} y={BAR - 6}>
        {name}
      </text>
    )}
  </>
);

const sumOf = (parts: readonly BarPart[]): number => parts.reduce((sum, { value }) => sum + value, 0);

export const lengthOf = ({ parts }: Bar): number => sumOf(parts);
