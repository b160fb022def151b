import { hierarchy, treemap } from "d3-hierarchy";
import { patternOf } from "./charts/Patterns.tsx";
import { bytes, CLASSES, type Rung, styleOf } from "./data.ts";
import { percent } from "./words.ts";

const SIZE = { width: 400, height: 220 };
/** Smaller areas have their names where the pointer rests only. */
const NAMED = { width: 46, height: 16 };
/** Of a character of the names, in the chart's units. */
const CHARACTER = 6.6;

interface Area {
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
}

/** A rung's bodies as areas: each field by what it weighs without what is between fields, those of a class together. */
export function Treemap({ rung }: { rung: Rung }) {
  const areas = CLASSES.map((kind) => ({
    kind,
    children: rung.byField
      .filter((each) => each.class === kind)
      .map((each): Area => ({ name: each.field, kind, bytes: each.bytes })),
  })).filter(({ children }) => children.length > 0);
  const root = hierarchy<{ children?: readonly unknown[] }>({ children: areas }).sum((node) =>
    isArea(node) ? node.bytes : 0,
  );
  const placed = treemap<{ children?: readonly unknown[] }>().size([SIZE.width, SIZE.height]).round(true)(root);
  const total = rung.byField.reduce((sum, field) => sum + field.bytes, 0);
  const words = `Bytes of ${rung.rung} by field: ${rung.byField
    .slice(0, 3)
    .map((field) => `${field.field} ${bytes(field.bytes)}`)
    .join(", ")}`;
  const [largest] = rung.byField.toSorted((a, b) => b.bytes - a.bytes);
  return (
    <figure>
      {largest && (
        <figcaption className="caption">
          {largest.field || "The whole body"} ({largest.class}) is {percent((100 * largest.bytes) / total, 0)} of the{" "}
          {bytes(total)} field bytes.
        </figcaption>
      )}
      <svg
        className={`treemap hue-${styleOf(rung.rung)}`}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={words}
      >
        {placed.leaves().map(({ data, x0, y0, x1, y1 }) => {
          if (!isArea(data)) return null;
          const isNamed = x1 - x0 >= NAMED.width && y1 - y0 >= NAMED.height;
          const letters = Math.floor((x1 - x0 - 6) / CHARACTER);
          return (
            <g key={`${data.kind} ${data.name}`}>
              <title>{`${data.name}: ${bytes(data.bytes)} bytes ${data.kind}, ${Math.round((100 * data.bytes) / total)} %`}</title>
              <rect
                className={`area-${data.kind}`}
                x={x0}
                y={y0}
                width={x1 - x0}
                height={y1 - y0}
                {...(data.kind === "duplicate" || data.kind === "wasted" ? { fill: patternOf(data.kind) } : {})}
              />
              {isNamed && (
                <text className={`on-${data.kind}`} x={x0 + 4} y={y0 + 12}>
                  {fitting(data.name, letters)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** As much of a field's path as there is room for, from its end; of a last name that is too long, the beginning. */
function fitting(path: string, letters: number): string {
  const names = path.split(".");
  const fits = names.findIndex((_, at) => names.slice(at).join(".").length + Math.min(at, 1) <= letters);
  if (fits === -1) return `${names.at(-1)?.slice(0, letters - 2)}…`;
  return `${fits === 0 ? "" : "…"}${names.slice(fits).join(".")}`;
}

const isArea = (node: object): node is Area => "bytes" in node;
