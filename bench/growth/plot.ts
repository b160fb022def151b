import type { Growth, Line, Point } from "./figures.ts";

// Both scales are logarithmic: a line that rises by one decade in one decade costs as much for each one more.

const [WIDTH, PANEL_WIDTH, PANEL_HEIGHT] = [960, 480, 300];
const MARGIN = { left: 64, right: 112, top: 56, bottom: 48 };
const HEADER = 72;
const STYLES = ["solid", "dashed", "dotted"];

const STYLE = `
    svg { --paper: #fff; --edge: #dcdfe3; --ink: #16191d; --soft: #474e57; --0: #474e57; --1: #0072b2; --2: #d55e00 }
    @media (prefers-color-scheme: dark) {
      svg { --paper: #111417; --edge: #2b3137; --ink: #e9ebee; --soft: #b4bbc3; --0: #b4bbc3; --1: #3590d4; --2: #f0803c }
    }
    .sheet { fill: var(--paper) }
    text { fill: var(--soft); font-size: 13px; font-variant-numeric: tabular-nums }
    .title { fill: var(--ink); font-size: 18px; font-weight: 600 }
    .panel { fill: var(--ink); font-size: 15px; font-weight: 600 }
    .grid { stroke: var(--edge) }
    .line { fill: none; stroke-width: 2 }
    .dashed { stroke-dasharray: 7 4 } .dotted { stroke-dasharray: 2 4; stroke-linecap: round }
    ${STYLES.map((_, index) => `.s${index} { stroke: var(--${index}) } .t${index} { fill: var(--${index}) }`).join(" ")}
`;

/**
 * Four panels as an SVG of its own: CPU time by count, a line for each candidate and its spread over the rounds.
 * @param about how it was made, for the caption
 */
export function growthPlot(growth: readonly Growth[], about: string): string {
  const points = growth.flatMap(({ lines }) => lines.flatMap(({ points }) => points));
  const range = decades(points);
  const rows = Math.ceil(growth.length / 2);
  const height = HEADER + rows * PANEL_HEIGHT + 32;
  const panels = growth.map((each, index) => {
    const place = `translate(${(index % 2) * PANEL_WIDTH} ${HEADER + Math.floor(index / 2) * PANEL_HEIGHT})`;
    return `<g transform="${place}">${panel(each, range)}</g>`;
  });
  const title = "What a request costs the gateway, by how much is asked";
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title text" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif">
  <title id="title">${title}</title>
  <desc id="text">${escaped(growth.map(inWords).join(" "))}</desc>
  <style>${STYLE}</style>
  <rect class="sheet" width="${WIDTH}" height="${height}"/>
  <text class="title" x="24" y="36">${title}</text>
  <text x="24" y="58">CPU µs a request, of all its threads. Both scales are logarithmic.</text>
  ${panels.join("\n  ")}
  <text x="24" y="${height - 14}">${escaped(about)}</text>
</svg>
`;
}

const inWords = ({ axis, lines }: Growth) =>
  `${axis.name}: ${lines
    .map(({ candidate, points }) => {
      const [first, last] = [points[0], points.at(-1)];
      return `${candidate} from ${first?.cpuMicros.toFixed(0)} µs with ${first?.count} to ${last?.cpuMicros.toFixed(0)} with ${last?.count}`;
    })
    .join(", ")}.`;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whole powers of ten around all points. */
function decades(points: readonly Point[]): Range {
  return {
    from: Math.floor(Math.log10(Math.min(...points.map(({ least }) => least)))),
    to: Math.ceil(Math.log10(Math.max(...points.map(({ most }) => most)))),
  };
}

function panel({ axis, lines }: Growth, { from, to }: Range): string {
  const right = PANEL_WIDTH - MARGIN.right;
  const bottom = PANEL_HEIGHT - MARGIN.bottom;
  const [least = 1, most = 10] = [axis.counts[0], axis.counts.at(-1)];
  const share = (value: number, low: number, high: number) => (Math.log10(value) - low) / (high - low);
  const x = (count: number) =>
    round(MARGIN.left + share(count, Math.log10(least), Math.log10(most)) * (right - MARGIN.left));
  const y = (micros: number) => round(bottom - share(micros, from, to) * (bottom - MARGIN.top));
  const powers = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  return [
    `<text class="panel" x="${MARGIN.left}" y="24">${axis.name}</text>`,
    `<text x="${MARGIN.left}" y="42">${escaped(axis.of)}</text>`,
    ...powers.map(
      (power) =>
        `<path class="grid" d="M${MARGIN.left} ${y(power)}H${right}"/><text text-anchor="end" x="${MARGIN.left - 8}" y="${y(power) + 4}">${power.toLocaleString("en")}</text>`,
    ),
    ...axis.counts.map((count) => `<text text-anchor="middle" x="${x(count)}" y="${bottom + 20}">${count}</text>`),
    ...lines.map((line, index) => drawn(line, index, x, y)),
    ...labels(lines, y).map(
      ({ candidate, index, at }) =>
        `<text class="t${index}" x="${right + 10}" y="${at + 4}">${escaped(candidate)}</text>`,
    ),
  ].join("\n    ");
}

function drawn({ points }: Line, index: number, x: (count: number) => number, y: (micros: number) => number): string {
  const path = points.map(({ count, cpuMicros }) => `${x(count)} ${y(cpuMicros)}`).join("L");
  const spread = points.map(({ count, least, most }) => `M${x(count)} ${y(least)}V${y(most)}`).join("");
  const dots = points.map(
    ({ count, cpuMicros }) => `<circle class="t${index}" cx="${x(count)}" cy="${y(cpuMicros)}" r="3"/>`,
  );
  return `<path class="line s${index} ${STYLES[index]}" d="M${path}"/><path class="s${index}" d="${spread}"/>${dots.join("")}`;
}

const LABEL_HEIGHT = 16;

/** At the lines' ends, as far apart as they must be to be read. */
function labels(lines: readonly Line[], y: (micros: number) => number) {
  const placed = lines
    .map(({ candidate, points }, index) => ({ candidate, index, at: y(points.at(-1)?.cpuMicros ?? 1) }))
    .sort((a, b) => b.at - a.at);
  let above = Number.POSITIVE_INFINITY;
  return placed.map((label) => {
    above = Math.min(label.at, above - LABEL_HEIGHT);
    return { ...label, at: above };
  });
}

const round = (value: number) => Math.round(value * 10) / 10;
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
