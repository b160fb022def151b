import { type Bar, BarRow, lengthOf } from "./BarRow.tsx";
import { Legend } from "./Legend.tsx";
import { Patterns } from "./Patterns.tsx";
import { useChartWidth } from "./use-chart-width.ts";
import { wrapped } from "./wrapped.ts";

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

const [ROW, NOTE_LINE] = [28, 14];

/** Bars from zero, each with its name before it and its number behind it; what is unable has no bar, and says why. */
export function Bars({ label, bars, left = 44, right = 72, legend = [] }: BarsProps) {
  const width = useChartWidth();
  const most = Math.max(1, ...bars.map((bar) => Math.max(lengthOf(bar), bar.interval?.high ?? 0)));
  const room = Math.max(right, ...bars.map(({ text }) => text.length * 8 + 16));
  const scale = (value: number) => (Math.max(0, value) / most) * (width - left - room);
  let height = 2;
  const rows = bars.map((bar) => {
    const y = height;
    const note = wrapped(bar.note ?? "", width - left);
    height += ROW + note.length * NOTE_LINE;
    return { bar, y, note };
  });
  const unable = bars.filter(({ parts }) => parts.length === 0);
  const words = [label, ...unable.map(({ name, note }) => `${name} unable, ${note}`)].join("; ");
  return (
    <>
      {legend.length > 0 && (
        <p className="legend">
          <Legend kinds={legend} />
        </p>
      )}
      <svg className="ladder" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
        <Patterns />
        {rows.map(({ bar, y, note }) => (
          <BarRow key={bar.name + bar.note} bar={bar} y={y} note={note} left={left} scale={scale} />
        ))}
      </svg>
    </>
  );
}
