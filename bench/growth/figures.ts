import { median, type Sample } from "../results.ts";
import { AXES, type Axis, operationOf } from "./axes.ts";

export interface Point {
  readonly count: number;
  /** Microseconds of CPU for each request: the median of the rounds, and their least and most. */
  readonly cpuMicros: number;
  readonly least: number;
  readonly most: number;
}

export interface Line {
  readonly candidate: string;
  readonly points: readonly Point[];
  /** Microseconds for each one more, from the first point to the last. */
  readonly each: number;
}

export interface Growth {
  readonly axis: Axis;
  readonly lines: readonly Line[];
}

/** What the samples say of each axis, candidate by candidate. What was not measured is left out. */
export function growthOf(samples: readonly Sample[]): readonly Growth[] {
  const byCandidate = [...Map.groupBy(samples, ({ candidate }) => candidate)];
  return AXES.map((axis) => ({
    axis,
    lines: byCandidate.flatMap(([candidate, of]) => lineOf(candidate, axis, of)),
  })).filter(({ lines }) => lines.length > 0);
}

function lineOf(candidate: string, axis: Axis, samples: readonly Sample[]): readonly Line[] {
  const points = axis.counts.flatMap((count) => {
    const { name } = operationOf(axis, count);
    const micros = samples.filter(({ operation }) => operation === name).map(({ cpuMicros }) => cpuMicros);
    if (micros.length === 0) return [];
    return [{ count, cpuMicros: median(micros), least: Math.min(...micros), most: Math.max(...micros) }];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ candidate, points, each: (last.cpuMicros - first.cpuMicros) / (last.count - first.count) }];
}

/** A table for each axis, with what each one more costs in its last column. */
export function growthMarkdown(growth: readonly Growth[]): string {
  return growth
    .map(({ axis, lines }) => {
      const head = ["CPU µs a request", ...axis.counts.map(String), "each one more"];
      const rows = lines.map(({ candidate, points, each }) => {
        const at = new Map(points.map(({ count, cpuMicros }) => [count, cpuMicros.toFixed(0)]));
        return [candidate, ...axis.counts.map((count) => at.get(count) ?? "–"), each.toFixed(each < 10 ? 1 : 0)];
      });
      const table = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
      return `## ${axis.name}\n\nHow many ${axis.of}.\n\n${table}\n`;
    })
    .join("\n");
}
