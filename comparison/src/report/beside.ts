import { markdownTable } from "../markdown.ts";
import { type Measurement, wireBytes } from "../measure/measurement.ts";
import { RUNGS } from "../screen.ts";
import { alignedTable } from "./table.ts";

/** A table of what no other count has; undefined where there is nothing of it. */
export interface BesideTable {
  readonly title: string;
  readonly says: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What is paid beside the bytes of the screens: preflights from another origin, and documents before the first request. */
export const besideTables = (
  measurements: readonly Measurement[],
  title: (screen: string) => string,
): BesideTable[] => [
  preflightTable(measurements, title),
  ...(["G2", "G3"] as const).flatMap((rung) => documentTable(measurements, rung, title) ?? []),
];

/** For RESULTS.md. */
export const besideDocument = (tables: readonly BesideTable[]): string =>
  tables
    .map(({ title, says, head, rows }) => [`### ${title}`, says, markdownTable(head, rows)].join("\n\n"))
    .join("\n\n");

/** The same for a terminal. */
export const besideText = (tables: readonly BesideTable[]): string =>
  tables.map(({ title, head, rows }) => `${title}:\n${alignedTable(head, rows)}`).join("\n\n");

function preflightTable(measurements: readonly Measurement[], title: (screen: string) => string): BesideTable {
  const rungs = RUNGS.filter((name) => measurements.some(({ rung }) => rung === name));
  const rows = [...Map.groupBy(measurements, ({ screen }) => screen)].map(([screen, all]) => [
    title(screen),
    ...rungs.map((name) => {
      const found = all.find(({ rung }) => rung === name)?.preflights;
      if (found === undefined) return "";
      return found.count === 0 ? "0" : `${grouped(found.count)} (${grouped(found.bytes)})`;
    }),
  ]);
  return {
    title: "From another origin",
    says: "CORS preflights that a browser sends when the page is of another origin than what it asks, and their bytes over HTTP/1.1: each method and address once, kept while the screen is shown. They come in a row before the requests that they are about, and are in no other count. G0 and G1 have one address for all screens: who goes from one to another in the same way has asked already.",
    head: ["screen", ...rungs],
    rows,
  };
}

/** Documents are registered once for everybody, when a client is published, so what they save is of all showings together. */
function documentTable(
  measurements: readonly Measurement[],
  name: "G2" | "G3",
  title: (screen: string) => string,
): BesideTable | undefined {
  const mine = measurements.filter(({ rung, documents }) => rung === name && documents !== undefined);
  if (mine.length === 0) return undefined;
  const all = Object.assign({}, ...mine.map(({ documents }) => documents)) as Record<string, number>;
  const rows = mine.map((each) => {
    const posted = measurements.find(({ screen, rung }) => screen === each.screen && rung === "G1");
    const saved = posted && wireBytes(posted) - wireBytes(each);
    return [title(each.screen), ...weighed(each.documents ?? {}), saved === undefined ? "" : grouped(saved)];
  });
  return {
    title: `Before the first request on ${name}`,
    says: "Trusted documents, uncoded, that the gateway must know: they are registered once for everybody, and are in no other count. What the first planning of each takes is a time, and is in none of the times.",
    head: ["screen", "documents", "their bytes", "a showing's wire bytes less than G1's"],
    rows: [...rows, ["all together", ...weighed(all), ""]],
  };
}

const weighed = (documents: Readonly<Record<string, number>>): string[] => [
  grouped(Object.keys(documents).length),
  grouped(Object.values(documents).reduce((sum, bytes) => sum + bytes, 0)),
];

const grouped = (count: number) => count.toLocaleString("en");
