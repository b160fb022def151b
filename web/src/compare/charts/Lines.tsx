import { scaleLinear, scaleLog } from "d3-scale";
import { hueOf } from "../data.ts";
import { useChartWidth, useNarrow } from "./use-chart-width.ts";

/** One line of a chart, named at its end. */
export interface ChartLine {
  readonly name: string;
  readonly style: "rest" | "graphql";
  readonly points: readonly (readonly [x: number, y: number])[];
}

interface LinesProps {
  readonly label: string;
  readonly lines: readonly ChartLine[];
  readonly ticks: readonly number[];
  /** The vertical axis begins at zero and ends here. */
  readonly most: number;
  readonly unit: string;
  readonly xUnit: string;
  readonly isLog?: boolean;
}

const HEIGHT = 260;
const [TOP, BOTTOM, LEFT] = [12, 36, 52];
/** Names at the lines' ends stand so far apart at least. */
const NAME = 16;

/** Lines over one axis, each with its name at its end: solid for REST, dashed for GraphQL. */
export function Lines({ label, lines, ticks, most, unit, xUnit, isLog = false }: LinesProps) {
  const width = useChartWidth();
  const right = useNarrow() ? 48 : 56;
  const range = [LEFT, width - right];
  const ends = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const x = isLog ? scaleLog(ends, range) : scaleLinear(ends, range);
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]);
  const names = spread(lines.map(({ points }) => y(points.at(-1)?.[1] ?? 0)));
  return (
    <svg className="lines" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line className="grid" x1={LEFT} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text className="note" x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {tick} {unit}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} className="note" x={x(tick)} y={HEIGHT - 18} textAnchor="middle">
          {tick.toLocaleString("en")}
        </text>
      ))}
      <text className="note" x={width - right} y={HEIGHT - 3} textAnchor="end">
        {xUnit}
      </text>
      {lines.map(({ name, style, points }, at) => (
        <g key={name} className={hueOf(name)}>
          <polyline
            className={`curve curve-${style}`}
            points={points.map(([px, py]) => `${x(px)},${y(py)}`).join(" ")}
          />
          <text className="name" x={width - right + 8} y={(names[at] ?? 0) + 4}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Places for names near where their lines end, none over another. */
function spread(places: readonly number[]): number[] {
  const order = places.map((place, at) => ({ place, at })).sort((a, b) => a.place - b.place);
  const spaced: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (const { place, at } of order) {
    least = Math.max(place, least + NAME);
    spaced[at] = least;
  }
  // What went below the axis goes up again.
  let most = HEIGHT - BOTTOM;
  for (const { at } of order.toReversed()) {
    const place = Math.min(spaced[at] ?? most, most);
    spaced[at] = place;
    most = place - NAME;
  }
  return spaced;
}
