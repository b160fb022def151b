/** One candidate's figures for one operation in one round. */
export interface Sample {
  readonly candidate: string;
  readonly operation: string;
  /** Microseconds of CPU for each request, of all the candidate's threads. */
  readonly cpuMicros: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly megabytes: number;
}

/** The figures as a table for each operation: medians over the rounds, and how far these went apart. */
export function markdown(samples: readonly Sample[]): string {
  return [...Map.groupBy(samples, ({ operation }) => operation)]
    .map(([operation, of]) => table(operation, of))
    .join("\n");
}

function table(operation: string, samples: readonly Sample[]): string {
  const byCandidate = Map.groupBy(samples, ({ candidate }) => candidate);
  const cpuOf = (name: string) => median(byCandidate.get(name)?.map(({ cpuMicros }) => cpuMicros) ?? []);
  const rows = [...byCandidate].map(([name, of]) => {
    const ratio = (other: string) => (byCandidate.has(other) ? (cpuOf(name) / cpuOf(other)).toFixed(2) : "–");
    const middle = (figure: (sample: Sample) => number) => median(of.map(figure));
    const withSpread = (figure: (sample: Sample) => number, digits: number) => {
      const values = of.map(figure);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
    };
    const cells = [
      name,
      withSpread(({ cpuMicros }) => cpuMicros, 0),
      ratio("floor"),
      ratio("stock"),
      middle(({ perSecond }) => perSecond).toFixed(0),
      middle(({ p50 }) => p50).toFixed(1),
      withSpread(({ p99 }) => p99, 1),
      middle(({ megabytes }) => megabytes).toFixed(0),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = "| | CPU µs a request (rounds) | × floor | × stock | requests/s | p50 ms | p99 ms (rounds) | MB |";
  return `## ${operation}\n\n${head}\n|---|---|---|---|---|---|---|---|\n${rows.join("\n")}\n`;
}

/** The middle one, or what lies between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
