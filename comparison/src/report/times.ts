import { LINKS, type Way } from "@threefold/network-link";
import { markdownTable } from "../markdown.ts";
import type { Measurement } from "../measure/measurement.ts";
import { NAIVE, type RungName, type Screen } from "../screen.ts";
import { screens } from "../screens.ts";
import { hasChanged } from "../times/counted-with.ts";
import { type CellTimes, gapPercent, type MeasuredTimes, timeOf } from "../times/measured.ts";
import { type Column, column, fastest, leastCpu, sumOf } from "./columns.ts";
import { milliseconds, withInterval } from "./milliseconds.ts";
import { least } from "./verdict.ts";

const COLUMNS: readonly Column[] = [
  column("h2", "lan", "warm"),
  column("h2", "desktop", "warm"),
  column("h2", "slow-4g", "cold"),
  column("h2", "slow-4g", "warm"),
  column("h1", "slow-4g", "cold"),
  column("h1", "slow-4g", "warm"),
];

/**
 * A screen's times, for RESULTS.md.
 * @param measurements what is counted now: times of what has changed since say so
 */
export function timesTable(times: MeasuredTimes, screen: string, measurements: readonly Measurement[]): string {
  const mine = times.cells.filter((cell) => cell.screen === screen);
  const head = ["rung", ...COLUMNS.map(({ title }) => title), "TLS bytes h1", "TLS bytes h2", "CPU"];
  const rows = [...Map.groupBy(mine, ({ rung }) => rung)].map(([rung, cells]) => [
    cells.some((cell) => hasChanged(cell, measurements)) ? `${rung} (measured before it changed)` : rung,
    ...COLUMNS.map((each) => cellText(cells, each)),
    ...(["h1", "h2"] as const).map((protocol) => grouped(bytesOf(cells, protocol))),
    cpuText(times, screen, rung),
  ]);
  const beginning = beginningOf(screen);
  const said =
    beginning &&
    `Timed until ${beginning.until}; CPU was not measured: the screen lasts for as long as somebody looks at it.`;
  return [said ?? [], markdownTable(head, rows)].flat().join("\n\n");
}

const beginningOf = (screen: string): Screen["beginning"] => screens.find(({ name }) => name === screen)?.beginning;

/** What was measured on what, how far the model is from it, and which rung was first on each screen. */
export function timesSummary(times: MeasuredTimes, title: (screen: string) => string): string {
  const { date, commit, processor, cores, node, platform, runs, load } = times.environment;
  const gaps = times.cells.flatMap((cell) => cell.times.filter(({ link }) => link !== "lan").map(gapPercent));
  const within = gaps.filter((gap) => Math.abs(gap) <= GOAL_PERCENT).length;
  const widest = gaps.reduce((most, gap) => (Math.abs(gap) > Math.abs(most) ? gap : most), 0);
  const timedScreens = [...new Set(times.cells.map(({ screen }) => screen))];
  const hasCpu = timedScreens.some((screen) => leastCpu(times, screen));
  const head = [
    "screen",
    ...COLUMNS.map((each) => each.title),
    ...(hasCpu ? ["least CPU"] : []),
    "fewest bytes, h2 warm",
  ];
  const rows = timedScreens.map((screen) => [
    `${title(screen)}${beginningOf(screen) ? " (until first shown)" : ""}`,
    ...COLUMNS.map((each) => fastest(times, screen, each)),
    ...(hasCpu ? [leastCpu(times, screen) ?? "not measured"] : []),
    fewestBytes(times, screen).join(", "),
  ]);
  const timed = new Set(times.cells.flatMap((cell) => cell.times.map(({ link }) => link)));
  const links = Object.entries(LINKS)
    .filter(([name]) => timed.has(name))
    .map(([name, link]) => `\`${name}\` is ${link.title}`);
  return `Times depend on the machine: ${processor} (${cores} processors, load ${load} before), Node ${node.slice(1)}, ${platform}, ${date}${commit ? `, commit ${commit}` : ""};
medians of ${runs} ${runs === 1 ? "run" : "interleaved runs"}${runs < 30 ? ", fewer than the thirty of a full run" : ""}. Links are emulated, except lan: ${links.join("; ")}. TLS everywhere;
\`cold\` opens its connections first, \`warm\` reuses those of the same screen shown just before. \`npm run compare -- --write-times\` measures again;
[results/measured.json](results/measured.json) has the 95 % intervals and the model's times. The model is within 10 % of ${within} of ${gaps.length} measurements on emulated links; the widest gap is ${widest.toFixed(1)} %${beyondText(times, title)}.
Runs on emulated links overlap and share the processors, while the model takes server time from loopback, where they do not: rungs with the most server time are off the most.

The fastest of the competing rungs (and those whose intervals overlap its), and the rungs with the fewest bytes over HTTP/2 with TLS,
headers compressed (within 1 %):

${markdownTable(head, rows)}`;
}

/** The rungs that compete and carry the fewest bytes over HTTP/2 by TLS, of connections that are open. */
function fewestBytes(times: MeasuredTimes, screen: string): string[] {
  const competing = times.cells.filter(
    (cell) => cell.screen === screen && cell.protocol === "h2" && !NAIVE.has(cell.rung),
  );
  return least(competing, ({ bytes }) => bytes.warm);
}

/** How far the model may be from what is measured. */
const GOAL_PERCENT = 10;

/** How many measurements of whom the model misses by more than it may. */
function beyondText({ cells }: MeasuredTimes, title: (screen: string) => string): string {
  const large = new Set(screens.filter(({ isLarge }) => isLarge).map(({ name }) => name));
  const missed = cells.flatMap((cell) =>
    cell.times.filter((time) => time.link !== "lan" && Math.abs(gapPercent(time)) > GOAL_PERCENT).map(() => cell),
  );
  if (missed.length === 0) return "";
  const ofLarge = missed.filter(({ screen }) => large.has(screen));
  const ofNaive = missed.filter(({ screen, rung }) => !large.has(screen) && NAIVE.has(rung as RungName));
  const others = missed.length - ofLarge.length - ofNaive.length;
  const parts = [
    ...(ofLarge.length > 0
      ? [
          `${ofLarge.length} belong to ${[...new Set(ofLarge.map(({ screen }) => title(screen)))].join(", ")}, which is read while it is produced, where the model assumes one after the other`,
        ]
      : []),
    ...(ofNaive.length > 0 ? [`${ofNaive.length} to R0 and G0, which do not compete`] : []),
    ...(others > 0 ? [`${others} to other rungs`] : []),
  ];
  return `; of the gaps over 10 %, ${parts.join(", ")}`;
}

function cellText(cells: readonly CellTimes[], { protocol, link, connections }: Column): string {
  const cell = cells.find((each) => each.protocol === protocol);
  const time = cell && timeOf(cell, link, connections);
  return time ? `${milliseconds(time.measured.median)}${time.runs < 5 ? ` (${time.runs} runs)` : ""}` : "not measured";
}

const bytesOf = (cells: readonly CellTimes[], protocol: Way["protocol"]) =>
  cells.find((each) => each.protocol === protocol)?.bytes.warm ?? 0;

function cpuText(times: MeasuredTimes, screen: string, rung: string): string {
  const cpu = times.cpu.find((each) => each.screen === screen && each.rung === rung);
  if (!cpu) return "not measured";
  return withInterval(sumOf(cpu.ms), cpu.interval);
}

const grouped = (bytes: number) => bytes.toLocaleString("en");
