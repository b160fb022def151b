import type { PlanNode } from "./explanation.ts";
import { knownSubgraph } from "./NamedSubgraph.tsx";
import { layOut, type Step } from "./plan-layout.ts";

const LEFT = 76;
const COLUMN = 64;
const LANE = 44;
const TOP = 22;
const RADIUS = 11;

/** The plan as a map: a lane for each subgraph, a column for each step, a line to what had to be there first. */
export function PlanGraph({ node }: { node: PlanNode }) {
  const steps = layOut(node);
  const lanes = [...new Set(["products", "users", "orders", ...steps.map(({ fetch }) => fetch.serviceName)])].filter(
    (lane) => steps.some(({ fetch }) => fetch.serviceName === lane),
  );
  const columns = Math.max(...steps.map(({ column }) => column)) + 1;
  const width = LEFT + columns * COLUMN;
  const height = lanes.length * LANE + TOP;
  const places = steps.map((step) => ({ step, ...centre(step, steps, lanes) }));
  return (
    <svg className="plan-graph" width={width} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={inWords(steps)}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
        <text key={column} className="plan-step" x={LEFT + (column + 0.5) * COLUMN} y="12">
          step {column + 1}
        </text>
      ))}
      {lanes.map((lane, index) => (
        <g key={lane} className={`plan-lane lane-${knownSubgraph(lane) ?? "other"}`}>
          <line x1={LEFT - 4} x2={width} y1={TOP + (index + 0.5) * LANE} y2={TOP + (index + 0.5) * LANE} />
          <text x="0" y={TOP + (index + 0.5) * LANE + 4}>
            {lane}
          </text>
        </g>
      ))}
      <path className="plan-edge" d={places.flatMap((place) => edgesTo(place, places)).join("")} />
      {places.map(({ step, x, y }, index) => (
        <g
          key={`${step.path} ${x} ${y}`}
          className={`plan-node node-${knownSubgraph(step.fetch.serviceName) ?? "other"}`}
        >
          <circle cx={x} cy={y} r={RADIUS} />
          <text x={x} y={y + 4}>
            {index + 1}
          </text>
        </g>
      ))}
    </svg>
  );
}

interface Place {
  readonly step: Step;
  readonly x: number;
  readonly y: number;
}

const edgesTo = ({ step, x, y }: Place, places: readonly Place[]): string[] =>
  step.after.flatMap((before) => {
    const from = places[before];
    if (!from) return [];
    const bend = (x - from.x) / 2;
    return [`M${from.x + RADIUS} ${from.y}C${from.x + bend} ${from.y} ${x - bend} ${y} ${x - RADIUS} ${y}`];
  });

/** Several fetches of one step to one subgraph stand beside each other. */
function centre(step: Step, steps: readonly Step[], lanes: readonly string[]): { x: number; y: number } {
  const same = steps.filter(
    ({ column, fetch }) => column === step.column && fetch.serviceName === step.fetch.serviceName,
  );
  const lane = lanes.indexOf(step.fetch.serviceName);
  const offset = (same.indexOf(step) - (same.length - 1) / 2) * (RADIUS * 2 - 2);
  return { x: LEFT + (step.column + 0.5) * COLUMN, y: TOP + (lane + 0.5) * LANE + offset };
}

const inWords = (steps: readonly Step[]) =>
  steps.map(({ fetch, column }, index) => `${index + 1}: ${fetch.serviceName} in step ${column + 1}`).join(", ");
