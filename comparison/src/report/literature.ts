import { aggregatesOf, besidesOf, heaviestOf, OTHERS, pairsOf } from "../literature.ts";
import { markdownTable } from "../markdown.ts";
import type { Measurement } from "../measure/measurement.ts";

/** Which REST one query (G1) is held to decides what is found. */
const RESTS = ["R0", "R1", "R3"] as const;

/** What others have found, beside ours by the same aggregates. */
export function literatureDocument(measurements: readonly Measurement[], title: (screen: string) => string): string {
  const screens = [...Map.groupBy(measurements, ({ screen }) => screen)].map(([screen, rungs]) => ({
    title: title(screen),
    rungs,
  }));
  const against = RESTS.map((rest) => {
    const pairs = pairsOf(screens, rest, "G1");
    return { aggregates: aggregatesOf(pairs), besides: besidesOf(screens, rest, "G1"), heaviest: heaviestOf(pairs) };
  });
  const [first] = against;
  if (first === undefined) return "";
  const percent = (number: number) => `${number.toFixed(1)} %`;
  const bytes = first.aggregates.map(({ name, paper }, at) => [
    `Fewer bytes: ${name.toLowerCase()}`,
    `${paper} %`,
    ...against.map(({ aggregates }) => percent(aggregates[at]?.ours ?? 0)),
  ]);
  const without = [
    "The same without the heaviest screen",
    "",
    ...against.map(({ heaviest }) => (heaviest ? `${percent(heaviest.lessWithout)} (${heaviest.title})` : "")),
  ];
  const counts = first.besides.map(({ name, paper }, at) => [
    `${name}, medians`,
    paper,
    ...against.map(({ besides }) => besides[at]?.ours ?? ""),
  ]);
  return [
    "Brito, Mombach and Valente (SANER 2019, arXiv 1906.07535) migrated calls of REST clients to GraphQL. Ours by their aggregates, over uncompressed bodies: how much less one query (G1) has than naive, competent and tailored REST.",
    markdownTable(["", "theirs", ...RESTS], [...bytes, without, ...counts]),
    "Their queries ask for the fields that clients were seen to use, so 5.5 fields is a median over narrow uses of wide resources; ours ask for all that a whole screen shows. Their requests are of all clients together, ours of one screen each, including live tracking, which polls.",
    `Other measurements, for and against:\n\n${OTHERS.map(({ who, found }) => `- ${who}: ${found}.`).join("\n")}`,
  ].join("\n\n");
}
