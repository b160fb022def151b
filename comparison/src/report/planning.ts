import { markdownTable } from "../markdown.ts";
import type { MeasuredTimes } from "../times/measured.ts";
import { screensOf } from "./figure.ts";
import { withInterval } from "./milliseconds.ts";

/** What the gateway does once for each document; undefined where that was not measured. */
export function planningTable({ planning = [] }: MeasuredTimes, title: (screen: string) => string): string | undefined {
  const [any] = planning;
  if (any === undefined) return undefined;
  const cell = (screen: string, rung: "G2" | "G3") => {
    const found = planning.find((each) => each.screen === screen && each.rung === rung);
    return found ? withInterval(found.measured.median, found.measured) : "";
  };
  return [
    `What a warm gateway needs for a document that it has not seen, by its own clock: it parses, validates, plans and compiles it, once. Medians of ${any.runs} with 95 % intervals, each of a document made new by a comment. It is in no other time.${planning.some(({ screen }) => screen === "export") ? REPEATED : ""}`,
    markdownTable(
      ["screen", "G2", "G3"],
      screensOf(planning).map((screen) => [title(screen), cell(screen, "G2"), cell(screen, "G3")]),
    ),
  ].join("\n\n");
}

const REPEATED = " For the export it is the document of one page, for live tracking the one that is polled.";
