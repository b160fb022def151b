import { type Expectation, readAboveExpectation, readAtRateExpectation } from "../expectation.ts";
import { IDLE_WAYS, type Idle, perHour, TAG_BYTES } from "../measure/idle.ts";
import type { MeasuredTimes } from "../times/measured.ts";
import { aboveTable } from "./above.ts";
import { atRateTable } from "./at-rate.ts";
import { besideDocument, besideTables } from "./beside.ts";
import type { Counts } from "./golden.ts";
import { literatureDocument } from "./literature.ts";
import { notesOf } from "./notes.ts";
import { planningTable } from "./planning.ts";
import { repeatedText } from "./repeated.ts";
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
  const summary = ordered.map(({ screen, winners, untailored, unprepared, expected, hit, styleHit, notAsked }) => {
    const { title, commit } = expectation(screen);
    const found = notAsked
      ? [`not asked: ${notAsked.join(", ")}`, "", "", "not judged"]
      : [...[winners, untailored, unprepared].map((rungs) => rungs.join(", ")), hit ? "hit" : missText(styleHit)];
    const [best, without, alone, judgement] = found;
    return `| [${title}](#${screen})${marksOf(screen)} | ${best} | ${without} | ${alone} | ${expected} | ${judgement} | ${commit ?? "not committed"} |`;
  });
  const screens = ordered.map(({ screen }) => {
    const { title, screen: shows, screenThen, why } = expectation(screen);
    const mine = measurements.filter((each) => each.screen === screen);
    const rows = mine.map((each) => `| ${rowOf(each).join(" | ")} |`);
    const refused = unable
      .filter((each) => each.screen === screen)
      .map(({ rung, reason }) => `**${rung} is unable**: ${reason}.`);
    return [
      `## <a id="${screen}"></a>${title}`,
      shows,
      `Expected: ${why}`,
      screenThen === undefined
        ? []
        : `What is said of the screen was put right after it was expected; then it was: “${screenThen}”`,
      [`| ${COLUMNS.join(" | ")} |`, `| --- |${" ---: |".repeat(COLUMNS.length - 1)}`, ...rows].join("\n"),
      repeatedText(mine) ?? [],
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

**${hits} of ${judged.length} expectations were right**, and ${judged.filter(({ styleHit }) => styleHit).length} of the style. They were committed before the first run${changedText(ordered, expectation)}. ${scoreText(judged)}

| screen | fewest bytes on the wire | without an endpoint for the screen | and without a registered document | expected | | expectation committed in |
| --- | --- | --- | --- | --- | --- | --- |
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
    "| way | a heartbeat | bytes | bytes an hour |",
    "| --- | ---: | ---: | ---: |",
    ...idle.map(
      (each) =>
        `| ${IDLE_WAYS[each.way]} | every ${each.every} s | ${each.bytes.toLocaleString("en")} | ${perHour(each).toLocaleString("en")} |`,
    ),
    ...idle.flatMap((each) => unkeptText(each) ?? []),
  ].join("\n");

const missText = (styleHit: boolean) => (styleHit ? "**miss**, by another rung of its style" : "**miss**");

/** On how many screens it was put right afterwards what they are. */
function changedText(verdicts: readonly Verdict[], expectation: (screen: string) => Expectation): string {
  const changed = verdicts.filter(({ screen }) => expectation(screen).screenThen !== undefined).length;
  return changed === 0 ? "" : ` (what ${changed} of the screens are was put right later, which they say)`;
}

/** What a way to ask again would cost if its answers could be kept. */
function unkeptText({ way, every, bytes, unkept }: Idle): string | undefined {
  if (unkept === undefined) return undefined;
  const told = perHour({ way, every, bytes: bytes - unkept + TAG_BYTES });
  return `\n${IDLE_WAYS[way]}: what this gateway answers to somebody who signs in is \`private, no-store\`, as its specification wants it; GraphQL over GET need not be so. Told 304, with a tag to ask with, it would be some ${told.toLocaleString("en")} an hour.`;
}

/** Who wins how often: with endpoints that are made for a screen, and without. */
function scoreText(verdicts: readonly Verdict[]): string {
  const [all, untailored] = [wins(verdicts, "winners"), wins(verdicts, "untailored")];
  const unprepared = wins(verdicts, "unprepared");
  return (
    `REST has the fewest bytes on ${all.rest} screens, GraphQL on ${all.graphql}; of what needs no endpoint for the screen alone ` +
    `(without R3 and R3s), REST on ${untailored.rest} and GraphQL on ${untailored.graphql}. The documents of G2 and G3 are the screen's own too: each is ` +
    `registered at the gateway before it is asked for, and again when the screen changes. Of what has nothing at a server for the screen alone (R1, R2, G1), ` +
    `REST has the fewest on ${unprepared.rest} and GraphQL on ${unprepared.graphql}.`
  );
}
