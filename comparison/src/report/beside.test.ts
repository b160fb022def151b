import { expect, test } from "vitest";
import { readGolden } from "../files.ts";
import { besideTables } from "./beside.ts";

const [codings, preflights, documents] = besideTables(readGolden().measurements, (screen) => screen);
const NUMBER = expect.stringMatching(/^-?[\d,]+$/);
const WEIGHED = expect.stringMatching(/^1 \([\d,]+\)$/);
const CODED = Array.from({ length: 6 }, () => expect.stringMatching(/^[\d,]+ \/ [\d,]+ \/ [\d,]+$/));
const row = (name: string) => documents?.rows.find(([screen]) => screen === name);

test("bodies stand in each coding, and nothing where a rung is unable", () => {
  const rowOf = (name: string) => codings?.rows.find(([screen]) => screen === name);
  expect(rowOf("home")).toEqual(["home", ...CODED]);
  expect(rowOf("export")?.[4]).toBe("");
  expect(preflights?.title).toBe("From another origin");
});

test("documents of both rungs that register some stand in one table, with what they save", () => {
  expect(documents?.head).toEqual(["screen", "G2, documents", "fewer than G1", "G3, documents", "fewer than G1"]);
  expect(row("home")).toEqual(["home", WEIGHED, NUMBER, WEIGHED, NUMBER]);
  expect(row("cart-badge")?.slice(3)).toEqual(["", ""]);
  expect(documents?.rows.at(-1)?.[0]).toBe("all together");
});

test("who asks again and again saves nothing beside who subscribes: it is another thing", () => {
  expect(row("order-tracking")?.slice(1)).toEqual([WEIGHED, "", "", ""]);
});
