import type { MeasuredTimes } from "../times/measured.ts";
import type { BesideTable } from "./beside.ts";
import { sumOf } from "./columns.ts";
import { type Figure, figureOf, figureText, ratio, screensOf } from "./figure.ts";

/** What was measured with others than our gateway and edge; nothing of what files have that were written before it was. */
type Measured = Pick<MeasuredTimes, "cpuBeside" | "cpuOfEdge" | "between" | "engines">;

/** What of the times belongs to the study of the tax: what stands between clients and services, in CPU and in time. */
export const taxTables = (times: Measured): BesideTable[] =>
  [cpuBesideTable(times), cpuOfEdgeTable(times), betweenTable(times), enginesTable(times)].filter(
    (table) => table !== undefined,
  );

const ALIKE = "All draw exactly the same; 95 % intervals in brackets.";
const OPEN = "Services trust only edges, so these are the screens that need no sign-in.";

/** What the same query costs in CPU, whoever answers it. */
function cpuBesideTable({ cpuBeside = [] }: Measured): BesideTable | undefined {
  if (cpuBeside.length === 0) return undefined;
  return {
    title: "What federation costs in CPU",
    says: `CPU of the processes that answer, and of PostgreSQL, to show the screen once on G1, over plain HTTP/1.1: one process without federation, our gateway, and the stock engine (\`--engine apollo\`) in its place. ${ALIKE}`,
    head: ["screen", "monolith", "gateway", "stock engine", "gateway to monolith", "stock engine to gateway"],
    rows: screensOf(cpuBeside).map((screen) => {
      const [ours, stock, alone] = (["gateway", "stock", "monolith"] as const).map((by) =>
        figureOf(cpuBeside, screen, by, cpu),
      );
      return [screen, ...[alone, ours, stock].map(figureText), ratio(ours, alone), ratio(stock, ours)];
    }),
  };
}

/** What the same requests of R1 cost in CPU, asked of the edge and past it. */
function cpuOfEdgeTable({ cpuOfEdge = [] }: Measured): BesideTable | undefined {
  if (cpuOfEdge.length === 0) return undefined;
  return {
    title: "What the REST edge costs in CPU",
    says: `The same for R1, from the services themselves and from the edge, which forwards it (and compresses with gzip, which the services do not). ${OPEN} ${ALIKE}`,
    head: ["screen", "services", "edge", "edge to services"],
    rows: screensOf(cpuOfEdge).map((screen) => {
      const [edge, services] = (["edge", "services"] as const).map((by) => figureOf(cpuOfEdge, screen, by, cpu));
      return [screen, figureText(services), figureText(edge), ratio(edge, services)];
    }),
  };
}

/** How long both take, with what stands between and without. */
function betweenTable({ between = [] }: Measured): BesideTable | undefined {
  const [any] = between;
  if (any === undefined) return undefined;
  const cell = (figure: Figure | undefined) => (figure ? figureText(figure) : "");
  return {
    title: "What federation and edge cost in time",
    says: `One screen on loopback over plain HTTP/1.1 (monolith and services have no TLS), connections open: medians of ${any.runs} interleaved runs on a freshly started system. G1 from the monolith and from the gateway; R1 from the services and from the edge, for screens that need no sign-in. ${ALIKE}`,
    head: [
      "screen",
      "G1, monolith",
      "G1, gateway",
      "gateway to monolith",
      "R1, services",
      "R1, edge",
      "edge to services",
    ],
    rows: screensOf(between).map((screen) => {
      const [gateway, alone, edge, services] = (["gateway", "monolith", "edge", "services"] as const).map((by) =>
        figureOf(between, screen, by, time),
      );
      return [
        screen,
        ...[cell(alone), cell(gateway), ratio(gateway, alone)],
        ...[cell(services), cell(edge), ratio(edge, services)],
      ];
    }),
  };
}

/** How long both engines take. */
function enginesTable({ engines = [] }: Measured): BesideTable | undefined {
  const [any] = engines;
  if (any === undefined) return undefined;
  return {
    title: "The stock engine",
    says: `The same query (G1) on our gateway and on the stock engine, in front of the same services: lan h2 warm, medians of ${any.runs} interleaved runs on a freshly started system. ${ALIKE}`,
    head: ["screen", "gateway", "stock engine", "stock engine to gateway"],
    rows: screensOf(engines).map((screen) => {
      const [ours, stock] = (["gateway", "stock"] as const).map((by) => figureOf(engines, screen, by, time));
      return [screen, figureText(ours), figureText(stock), ratio(stock, ours)];
    }),
  };
}

const cpu = ({ ms, interval }: Pick<MeasuredTimes["cpu"][number], "ms" | "interval">): Figure => ({
  ms: sumOf(ms),
  interval,
});

const time = ({ measured }: Pick<NonNullable<MeasuredTimes["engines"]>[number], "measured">): Figure => ({
  ms: measured.median,
  interval: measured,
});
