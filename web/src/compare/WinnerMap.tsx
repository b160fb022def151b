import { scalePoint } from "d3-scale";
import { useChartWidth, useNarrow } from "./charts/use-chart-width.ts";
import { competes, styleOf } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { type Conditions, cellsOf, isTie, milliseconds, timeOf } from "./times.ts";

const DELAYS = [5, 10, 20, 40, 80, 150, 300, 600];
const BANDWIDTHS = [256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536];
const BOX = { left: 64, top: 24, bottom: 44 };

/** Which style is first, over all networks; white where neither is. */
export function WinnerMap({ screen, conditions }: { screen: string; conditions: Conditions }) {
  const width = useChartWidth();
  const row = useNarrow() ? 26 : 30;
  const x = scalePoint(BANDWIDTHS, [BOX.left, width - 4]).padding(0.5);
  const step = x.step();
  const height = BOX.top + DELAYS.length * row + BOX.bottom;
  const places = DELAYS.toReversed().flatMap((rttMs, at) =>
    BANDWIDTHS.map((downKbps) => ({
      rttMs,
      downKbps,
      y: BOX.top + at * row,
      ...winner(screen, { ...conditions, rttMs, downKbps }),
    })),
  );
  const count = (style: string) => places.filter((place) => place.style === style).length;
  const finding = `REST is fastest on ${count("rest")} of ${places.length} networks, GraphQL on ${count("graphql")}; a tie on ${count("tie")}`;
  return (
    <figure>
      <h3>{finding}</h3>
      <svg className="map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={finding}>
        {places.map(({ rttMs, downKbps, y, style, rung, ms }) => (
          <g key={`${rttMs} ${downKbps}`} className={`hue-${style}`}>
            <title>{`${rttMs} ms, ${downKbps / 1024} Mbit/s: ${rung}, ${milliseconds(ms)}`}</title>
            <rect
              className={`place place-${style}`}
              x={(x(downKbps) ?? 0) - step / 2 + 1}
              y={y + 1}
              width={step - 2}
              height={row - 2}
            />
            <text className={`mark mark-${style}`} textAnchor="middle" x={x(downKbps)} y={y + row / 2 + 4}>
              {style === "tie" ? "=" : rung}
            </text>
          </g>
        ))}
        <text className="note" y={14}>
          Round trip
        </text>
        {DELAYS.toReversed().map((rttMs, at) => (
          <text key={rttMs} className="note" textAnchor="end" x={BOX.left - 8} y={BOX.top + at * row + row / 2 + 4}>
            {rttMs} ms
          </text>
        ))}
        {BANDWIDTHS.map((downKbps) => (
          <text key={downKbps} className="note" textAnchor="middle" x={x(downKbps)} y={height - 26}>
            {downKbps / 1024}
          </text>
        ))}
        <text className="note" textAnchor="middle" x={(BOX.left + width) / 2} y={height - 8}>
          Download, Mbit/s
        </text>
      </svg>
      <NumbersBehind
        summary="Show the map as a table"
        titles={["Round trip", ...BANDWIDTHS.map((downKbps) => `${downKbps / 1024} Mbit/s`)]}
        rows={DELAYS.map((delay): [string, ...string[]] => [
          `${delay} ms`,
          ...places
            .filter(({ rttMs }) => rttMs === delay)
            .map(({ style, rung, ms }) => `${style === "tie" ? "tie" : rung}, ${milliseconds(ms)}`),
        ])}
      />
    </figure>
  );
}

function winner(
  screen: string,
  conditions: Conditions,
): { style: "rest" | "graphql" | "tie"; rung: string; ms: number } {
  const all = cellsOf(screen, conditions.protocol)
    .filter(competes)
    .map((cell) => ({ rung: cell.rung, ms: timeOf(cell, conditions) }))
    .sort((a, b) => a.ms - b.ms);
  const [first] = all;
  if (!first) return { style: "tie", rung: "", ms: 0 };
  const close = all.filter(({ ms }) => isTie(ms, first.ms));
  const style = styleOf(first.rung);
  if (close.some(({ rung }) => styleOf(rung) !== style)) return { style: "tie", ...first };
  return { style, ...first };
}
