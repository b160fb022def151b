import type { LinkName, Way } from "@threefold/network-link";
import { z } from "zod";

const estimate = z.strictObject({ median: z.number(), low: z.number(), high: z.number() });

const interval = z.strictObject({ low: z.number(), high: z.number() });

const exchange = z.strictObject({
  level: z.number(),
  up: z.number(),
  down: z.number(),
  serverMs: z.number(),
  isStream: z.boolean().optional(),
});

const time = z.strictObject({
  link: z.string(),
  connections: z.enum(["cold", "warm"]),
  runs: z.number(),
  measured: estimate,
  /** Until what is above the fold could be drawn, of a screen that has a fold. */
  above: estimate.optional(),
  modelMs: z.number(),
});

const cell = z.strictObject({
  screen: z.string(),
  rung: z.string(),
  protocol: z.enum(["h1", "h2"]),
  /** What the same run counted of it over HTTP/1.1 without TLS: by this it is known whether it has changed since. */
  counts: z.strictObject({ requests: z.number(), wire: z.number() }).optional(),
  /** Bytes by TLS: the handshakes are in `cold`. */
  bytes: z.strictObject({ cold: z.number(), warm: z.number() }),
  /** What the model is given: bytes with their heads, and the servers' own time on the machine's loopback. */
  exchanges: z.array(exchange),
  handshakeMs: z.number(),
  times: z.array(time),
});

const atRate = z.strictObject({
  screen: z.string(),
  rung: z.string(),
  /** People that come in a second, and how many were counted. */
  perSecond: z.number(),
  showings: z.number(),
  p50: z.number(),
  p95: z.number(),
  /** In which 95 % of resampled ones lie. */
  p95Interval: interval.optional(),
});

/** By process; `interval`, in which 95 % of resampled sums of them lie. */
const cpu = { ms: z.record(z.string(), z.number()), interval: interval.optional() };

const cpuBeside = z.strictObject({
  screen: z.string(),
  /** Who answered the same query. */
  by: z.enum(["gateway", "stock", "monolith"]),
  ...cpu,
});

const cpuOfEdge = z.strictObject({ screen: z.string(), by: z.enum(["edge", "services"]), ...cpu });

const betweenTime = z.strictObject({
  screen: z.string(),
  /** Who answered: G1's query the first two, R1's requests the others. */
  by: z.enum(["gateway", "monolith", "edge", "services"]),
  runs: z.number(),
  measured: estimate,
});

const engineTime = z.strictObject({
  screen: z.string(),
  by: z.enum(["gateway", "stock"]),
  runs: z.number(),
  measured: estimate,
});

const planning = z.strictObject({
  screen: z.string(),
  rung: z.enum(["G2", "G3"]),
  runs: z.number(),
  measured: estimate,
});

/**
 * What depends on the machine: `results/measured.json`. Bytes are by TLS, times and CPU in milliseconds. What is optional is not
 * measured on every platform, or not in files that were written before it was.
 */
export const measuredShape = z.strictObject({
  version: z.literal(1),
  environment: z.strictObject({
    date: z.string(),
    commit: z.string().optional(),
    processor: z.string(),
    cores: z.number(),
    node: z.string(),
    platform: z.string(),
    data: z.string(),
    runs: z.number(),
    /** The machine's own load when the run began, over a minute; where the platform knows it. */
    load: z.number(),
  }),
  cells: z.array(cell),
  /** CPU of one showing of a screen over HTTP/1.1, by process; undefined where the platform does not tell. */
  cpu: z.array(z.strictObject({ screen: z.string(), rung: z.string(), ...cpu })),
  /** CPU of one showing on G1, over plain HTTP/1.1: our gateway, the stock engine in its place, and one process without federation. */
  cpuBeside: z.array(cpuBeside).optional(),
  /** CPU of one showing on R1, over plain HTTP/1.1, of screens for which nobody signs in: by the edge, and by the services it asks. */
  cpuOfEdge: z.array(cpuOfEdge).optional(),
  /** The same queries and requests over plain HTTP/1.1 on the loopback, connections open, interleaved. */
  between: z.array(betweenTime).optional(),
  /** G1 over HTTP/2 by TLS on the loopback, connections open: our gateway and the stock engine before the same services, interleaved. */
  engines: z.array(engineTime).optional(),
  /** What a document takes that the gateway has not seen: parsed, validated, planned and compiled, by the gateway's own clock. */
  planning: z.array(planning).optional(),
  /** Of the screens that many can come to, while they come at a fixed rate: the whole screen, over HTTP/2 by TLS on the loopback. */
  atRate: z.array(atRate).optional(),
});

export type MeasuredTimes = z.output<typeof measuredShape>;
export type CellTimes = MeasuredTimes["cells"][number];
export type CpuBeside = z.output<typeof cpuBeside>;
export type CpuOfEdge = z.output<typeof cpuOfEdge>;
export type BetweenTime = z.output<typeof betweenTime>;
export type EngineTime = z.output<typeof engineTime>;
export type PlanningTime = z.output<typeof planning>;
export type AtRate = z.output<typeof atRate>;
export type CpuOf = MeasuredTimes["cpu"][number];

/** The time of a cell that was measured. */
export const timeOf = ({ times }: CellTimes, link: LinkName, connections: Way["connections"]) =>
  times.find((each) => each.link === link && each.connections === connections);

/** How far the model is from the measurement, in per cent of it. */
export const gapPercent = ({ measured, modelMs }: CellTimes["times"][number]): number =>
  (100 * (modelMs - measured.median)) / measured.median;
