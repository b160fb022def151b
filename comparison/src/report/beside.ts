import { countAndBytes, markdownTable } from "../markdown.ts";
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

/** What stands beside the bytes of the screens: other codings, preflights from another origin, and documents before the first request. */
export const besideTables = (measurements: readonly Measurement[], title: (screen: string) => string): BesideTable[] =>
  [codingTable(measurements, title), preflightTable(measurements, title), documentTable(measurements, title)].filter(
    (table) => table !== undefined,
  );

/** For RESULTS.md. */
export const besideDocument = (tables: readonly BesideTable[]): string =>
  tables
    .map(({ title, says, head, rows }) => [`### ${title}`, says, markdownTable(head, rows)].join("\n\n"))
    .join("\n\n");

/** The same for a terminal. */
export const besideText = (tables: readonly BesideTable[]): string =>
  tables.map(({ title, head, rows }) => `${title}:\n${alignedTable(head, rows)}`).join("\n\n");

/** Rungs whose bodies are of one style each: parts are coded one by one, and by hash the body is the query's. */
const CODED = ["R0", "R1", "R2", "R3", "G0", "G1"] as const;

function codingTable(measurements: readonly Measurement[], title: (screen: string) => string): BesideTable {
  const rungs = CODED.filter((name) => measurements.some(({ rung }) => rung === name));
  return {
    title: "With other compression",
    says: "Response bodies, each compressed by itself: gzip -6 / br 4 / zstd 3. On the wire they are in gzip, and those under 1,024 bytes uncompressed.",
    head: ["screen", ...rungs],
    rows: [...Map.groupBy(measurements, ({ screen }) => screen)].map(([screen, all]) => [
      title(screen),
      ...rungs.map((name) => {
        const bodies = all.find(({ rung }) => rung === name)?.bodies;
        return bodies ? [bodies.gzip, bodies.brotli, bodies.zstd].map(grouped).join(" / ") : "";
      }),
    ]),
  };
}

function preflightTable(measurements: readonly Measurement[], title: (screen: string) => string): BesideTable {
  const rungs = RUNGS.filter((name) => measurements.some(({ rung }) => rung === name));
  const rows = [...Map.groupBy(measurements, ({ screen }) => screen)].map(([screen, all]) => [
    title(screen),
    ...rungs.map((name) => {
      const found = all.find(({ rung }) => rung === name)?.preflights;
      return found ? countAndBytes(found) : "";
    }),
  ]);
  return {
    title: "From another origin",
    says: "CORS preflights that a browser sends when the API has another origin than the page, and their bytes over HTTP/1.1: one per URL (and another for a header not asked about yet), cached while the screen is shown. Each precedes the request that it is about, and is in no other count. G0 and G1 have one URL for all screens, so going from one screen to another needs no further preflight.",
    head: ["screen", ...rungs],
    rows,
  };
}

/** The rungs whose documents a gateway must know before. */
const TRUSTED = ["G2", "G3"] as const;

/** Documents are registered once for everybody, when a client is published, so what they save is of all showings together. */
function documentTable(
  measurements: readonly Measurement[],
  title: (screen: string) => string,
): BesideTable | undefined {
  const registering = measurements.filter(({ documents }) => documents !== undefined);
  const rungs = TRUSTED.filter((name) => registering.some(({ rung }) => rung === name));
  if (rungs.length === 0) return undefined;
  const rows = [...Map.groupBy(measurements, ({ screen }) => screen)]
    .filter(([screen]) => registering.some((each) => each.screen === screen))
    .map(([screen, all]) => [
      title(screen),
      ...rungs.flatMap((name) => {
        const mine = all.find(({ rung }) => rung === name);
        const posted = all.find(({ rung }) => rung === "G1");
        return mine?.documents ? [weighed(mine.documents), posted ? saved(posted, mine) : ""] : ["", ""];
      }),
    ]);
  const together = rungs.flatMap((name) => [
    weighed(Object.assign({}, ...registering.filter(({ rung }) => rung === name).map(({ documents }) => documents))),
    "",
  ]);
  return {
    title: "Before the first request",
    says: "Trusted documents, uncompressed, that the gateway must know: their number and bytes, and how many fewer wire bytes than G1 the screen then takes. They are registered once for everybody and are in no other count; neither is planning each for the first time. For live tracking there is no such difference: G1 subscribes where G2 polls.",
    head: ["screen", ...rungs.flatMap((name) => [`${name}, documents`, "fewer than G1"])],
    rows: [...rows, ["all together", ...together]],
  };
}

/** Nothing to compare on a screen that is followed while it changes: its sub-requests are not counted. */
const saved = (posted: Measurement, trusted: Measurement): string =>
  posted.subrequests ? grouped(wireBytes(posted) - wireBytes(trusted)) : "";

const weighed = (documents: Readonly<Record<string, number>>): string =>
  countAndBytes({
    count: Object.keys(documents).length,
    bytes: Object.values(documents).reduce((sum, bytes) => sum + bytes, 0),
  });

const grouped = (count: number) => count.toLocaleString("en");
