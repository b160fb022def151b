import type { Idle } from "../measure/idle.ts";
import type { Measurement, UnableCell } from "../measure/measurement.ts";

/** What was counted: the same, to the bit, until somebody changes an API, a screen or the data. */
export interface Counts {
  readonly measurements: readonly Measurement[];
  /** Rungs that cannot show a screen. */
  readonly unable: readonly UnableCell[];
  /** What it costs to follow an order of which nothing is told. */
  readonly idle: readonly Idle[];
  /** What was found beside the screens, by the study's name. */
  readonly studies: Readonly<Record<string, object>>;
}

export interface Golden extends Counts {
  readonly version: 1;
  /** What the numbers were measured on. */
  readonly data: string;
  /** What coded the bodies, with its versions: by these, coded sizes may differ. Absent in files that were written before. */
  readonly coders?: Readonly<Record<string, string>>;
}

/**
 * Where two results differ, one line each: which number, and what it says.
 * @param isWhole whether all was counted that there is; else what was not counted now is not compared
 */
export function differences(golden: Golden, now: Counts, isWhole: boolean): string[] {
  const cells = now.measurements.flatMap((measurement) => {
    const known = golden.measurements.find(
      ({ screen, rung }) => screen === measurement.screen && rung === measurement.rung,
    );
    const name = `${measurement.screen} on ${measurement.rung}`;
    if (!known) return [`${name} was not measured before`];
    return compare(known, measurement).map(
      ({ path, was, is }) =>
        `${name}: ${path} is ${is} instead of ${was} (${MEANINGS[path.split(".")[0] ?? ""] ?? ""})`,
    );
  });
  const unable = now.unable
    .filter((cell) => !golden.unable.some((known) => compare(known, cell).length === 0))
    .map(({ screen, rung, reason }) => `${screen} on ${rung} is unable: ${reason}`);
  const studies = Object.entries(now.studies).flatMap(([name, result]) =>
    compare(golden.studies[name], result).map(
      ({ path, was, is }) => `study ${name}: ${path} is ${is} instead of ${was}`,
    ),
  );
  return [
    ...cells,
    ...unable,
    ...studies,
    ...(isWhole ? lost(golden, now) : []),
    ...SECTIONS.flatMap((section) => differencesOfSection(golden, now, section)),
  ];
}

/** What was there before and is not any more. */
function lost(golden: Golden, now: Counts): string[] {
  const cellOf = ({ screen, rung }: { readonly screen: string; readonly rung: string }) => `${screen} on ${rung}`;
  const measured = new Set(now.measurements.map(cellOf));
  const unable = new Set(now.unable.map(cellOf));
  return [
    ...golden.measurements.map(cellOf).filter((cell) => !measured.has(cell)),
    ...golden.unable.map(cellOf).filter((cell) => !unable.has(cell)),
    ...Object.keys(golden.studies)
      .filter((study) => now.studies[study] === undefined)
      .map((study) => `study ${study}`),
    ...SECTIONS.flatMap(([section]) => (isCounted(golden[section]) && !isCounted(now[section]) ? [section] : [])),
  ].map((what) => `${what} was counted before, and is not any more`);
}

/** What is counted beside the screens, and what it stands for. */
const SECTIONS = [["idle", "what a stream costs of which nothing is told"]] as const;

const isCounted = (section: unknown) => (Array.isArray(section) ? section.length > 0 : section !== undefined);

function differencesOfSection(golden: Golden, now: Counts, [section, meaning]: (typeof SECTIONS)[number]): string[] {
  if (!isCounted(now[section])) return [];
  return compare(golden[section], now[section], section).map(
    ({ path, was, is }) => `${path} is ${is} instead of ${was} (${meaning})`,
  );
}

const MEANINGS: Readonly<Record<string, string>> = {
  drawn: "the screen shows something else",
  requests: "under-fetching",
  chain: "requests that wait for one another",
  fanOut: "requests at once",
  wire: "bytes over HTTP/1.1",
  allCoded: "the same if short bodies were coded too",
  bodies: "bytes of the bodies",
  pruned: "what is used, in gzip",
  preflights: "what another origin is asked first",
  documents: "what a gateway must know before",
  ledger: "what the bytes are for",
  repeated: "what is used and was said before",
  fields: "distinct fields",
  readsUncounted: "what is read for events",
  statements: "SQL statements",
  gave: "what SQL statements gave",
  subrequests: "what the services are asked and answer",
};

interface Difference {
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

function compare(was: unknown, is: unknown, path = ""): Difference[] {
  if (Object.is(was, is)) return [];
  if (typeof was !== "object" || typeof is !== "object" || was === null || is === null) return [{ path, was, is }];
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...keys].flatMap((key) =>
    compare(
      (was as Record<string, unknown>)[key],
      (is as Record<string, unknown>)[key],
      path === "" ? key : `${path}.${key}`,
    ),
  );
}
