import { type Expectation, readAboveExpectation, readAtRateExpectation } from "../expectation.ts";
import { IDLE_WAYS, type Idle, perHour } from "../measure/idle.ts";
import type { MeasuredTimes } from "../times/measured.ts";
import { aboveTable } from "./above.ts";
import { atRateTable } from "./at-rate.ts";
import { besideDocument, besideTables } from "./beside.ts";
import type { Counts } from "./golden.ts";
import { literatureDocument } from "./literature.ts";
import { notesOf } from "./notes.ts";
import { planningTable } from "./planning.ts";
import { studiesDocument } from "./studies.ts";
import { COLUMNS, rowOf, whyWithoutSql } from "./table.ts";
import { taxTables } from "./tax.ts";
import { timesSummary, timesTable } from "./times.ts";
import { type Verdict, wins } from "./verdict.ts";

/** RESULTS.md: what REST wins stands first, and misses are as large as hits. */
export function resultsDocument(
  { measurements, unable, idle, studies }: Counts,
  verdicts: readonly Verdict[],
  expectation: (screen: string) => Expectation,
  data: string,
  times?: MeasuredTimes,
): string {
  const isRest = ({ winners }: Verdict) => winners.some((rung) => rung.startsWith("R"));
  const ordered = [...verdicts].sort((a, b) => Number(isRest(b)) - Number(isRest(a)));
  const judged = verdicts.filter(({ notAsked }) => notAsked === undefined);
  const hits = judged.filter(({ hit }) => hit).length;
  const notes = notesOf(ordered, studies);
  const marksOf = (screen: string) =>
    notes.flatMap((note, at) => (note.screen === screen ? [` <sup>${at + 1}</sup>`] : [])).join("");
  const summary = ordered.map(({ screen, winners, untailored, expected, hit, notAsked }) => {
    const { title, commit } = expectation(screen);
    const found = notAsked
      ? [`not asked: ${notAsked.join(", ")}`, "", "not judged"]
      : [winners.join(", "), untailored.join(", "), hit ? "hit" : "**miss**"];
    return `| [${title}](#${screen})${marksOf(screen)} | ${found[0]} | ${found[1]} | ${expected} | ${found[2]} | ${commit ?? "not committed"} |`;
  });
  const screens = ordered.map(({ screen }) => {
    const { title, screen: shows, why } = expectation(screen);
    const mine = measurements.filter((each) => each.screen === screen);
    const rows = mine.map((each) => `| ${rowOf(each).join(" | ")} |`);
    const refused = unable
      .filter((each) => each.screen === screen)
      .map(({ rung, reason }) => `**${rung} is unable**: ${reason}.`);
    return [
      `## <a id="${screen}"></a>${title}`,
      shows,
      `Expected: ${why}`,
      [`| ${COLUMNS.join(" | ")} |`, `| --- |${" ---: |".repeat(COLUMNS.length - 1)}`, ...rows].join("\n"),
      whyWithoutSql(mine) ?? [],
      ...refused,
      ...(screen === "order-tracking" ? [idleTable(idle)] : []),
      ...(times?.cells.some((cell) => cell.screen === screen) ? [timesTable(times, screen, mine)] : []),
    ]
      .flat()
      .join("\n\n");
  });
  const literature = literatureDocument(measurements, (screen) => expectation(screen).title);
  const tax = times ? besideDocument(taxTables(times)) : "";
  const planning = times && planningTable(times, (screen) => expectation(screen).title);
  const crowd = times && atRateTable(times, (screen) => expectation(screen).title, readAtRateExpectation());
  const above = times && aboveTable(times, (screen) => expectation(screen).title, readAboveExpectation);
  return `# What the same screens cost

Made by \`npm run compare\`, never by hand: bytes, fields, requests and statements, the same to the bit whenever it runs on the same
data (${data}). The screens that REST wins stand first. [README.md](README.md) says what the columns mean and what is not measured.

**${hits} of ${judged.length} expectations were right.** They were committed before the first run. ${scoreText(judged)}

| screen | fewest bytes on the wire | without an endpoint for the screen | expected | | expectation committed in |
| --- | --- | --- | --- | --- | --- |
${summary.join("\n")}
${notes.map(({ text }, at) => `\n<sup>${at + 1}</sup> ${text}\n`).join("")}
${times ? `## Times\n\n${timesSummary(times, (screen) => expectation(screen).title)}\n` : "Times were not measured."}
${section("What is seen first", above)}${section("When people keep coming", crowd)}
## Beside the bytes of the screens

${besideDocument(besideTables(measurements, (screen) => expectation(screen).title))}
${section("The first planning", planning)}${section("Beside the literature", literature)}
${screens.join("\n\n")}

${studiesDocument(studies, { tax })}
`;
}

const section = (title: string, text: string | undefined): string =>
  text === undefined ? "" : `\n### ${title}\n\n${text}\n`;

const idleTable = (idle: readonly Idle[]) =>
  [
    "Where nothing happens, an hour of it costs:",
    "",
    "| way | a sign of life | bytes | bytes an hour |",
    "| --- | ---: | ---: | ---: |",
    ...idle.map(
      (each) =>
        `| ${IDLE_WAYS[each.way]} | every ${each.every} s | ${each.bytes.toLocaleString("en")} | ${perHour(each).toLocaleString("en")} |`,
    ),
  ].join("\n");

/** Who wins how often: with endpoints that are made for a screen, and without. */
function scoreText(verdicts: readonly Verdict[]): string {
  const [all, untailored] = [wins(verdicts, "winners"), wins(verdicts, "untailored")];
  return (
    `REST has the fewest bytes on ${all.rest} screens, GraphQL on ${all.graphql}; of what needs no endpoint for the screen alone ` +
    `(without R3 and R3s), REST on ${untailored.rest} and GraphQL on ${untailored.graphql}.`
  );
}
