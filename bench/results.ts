/** What a candidate's turn at one operation gave. */
export interface Sample {
  readonly candidate: string;
  readonly round: number;
  readonly operation: string;
  /** Microseconds of CPU for each request, of all the candidate's threads. */
  readonly cpuMicros: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly megabytes: number;
}

/**
 * The figures as a table for each operation: medians over the rounds, and how far these went apart. A ratio is the median
 * of those in each round, whose turns follow each other closely.
 */
export function markdown(samples: readonly Sample[]): string {
  return [...Map.groupBy(samples, ({ operation }) => operation)]
    .map(([operation, of]) => table(operation, of))
    .join("\n");
}

type Figure = (sample: Sample) => number;

const cpu: Figure = ({ cpuMicros }) => cpuMicros;
const p99: Figure = (sample) => sample.p99;
const OURS = "threefold";

function table(operation: string, samples: readonly Sample[]): string {
  const byCandidate = Map.groupBy(samples, ({ candidate }) => candidate);
  const ratio = (figure: Figure, over: string, under: string) => {
    const others = new Map(byCandidate.get(under)?.map((sample) => [sample.round, figure(sample)]));
    return (byCandidate.get(over) ?? []).flatMap((sample) => {
      const other = others.get(sample.round);
      return other === undefined ? [] : [figure(sample) / other];
    });
  };
  const rows = [...byCandidate].map(([name, of]) => {
    const middle = (figure: Figure) => median(of.map(figure));
    return [
      name,
      withSpread(of.map(cpu), 0),
      withSpread(ratio(cpu, name, "floor"), 2),
      withSpread(ratio(cpu, name, "stock"), 2),
      withSpread(ratio(cpu, OURS, name), 2),
      withSpread(ratio(p99, OURS, name), 1),
      middle(({ perSecond }) => perSecond).toFixed(0),
      middle(({ p50 }) => p50).toFixed(1),
      withSpread(of.map(p99), 1),
      middle(({ megabytes }) => megabytes).toFixed(0),
    ];
  });
  const head = [
    ...["", "CPU µs a request", "× floor", "× stock", `${OURS} is × its CPU`, `${OURS} is × its p99`],
    ...["requests/s", "p50 ms", "p99 ms", "MB"],
  ];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `## ${operation}\n\n${lines.join("\n")}\n`;
}

/** The median of some figures, and their least and most; a dash where there are none. */
function withSpread(figures: readonly number[], digits: number): string {
  if (figures.length === 0) return "–";
  const [least, most] = [Math.min(...figures), Math.max(...figures)];
  return `${median(figures).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** The middle one, or what lies between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
