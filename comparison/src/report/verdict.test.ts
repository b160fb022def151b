import { expect, test } from "vitest";
import type { Expectation } from "../expectation.ts";
import { readGolden } from "../files.ts";
import type { Measurement } from "../measure/measurement.ts";
import { NAIVE, RUNGS } from "../screen.ts";
import { notesOf } from "./notes.ts";
import { judge, verdictText, wins } from "./verdict.ts";

const [someMeasurement] = readGolden().measurements;
if (someMeasurement === undefined) throw new Error("nothing was counted");
const some = someMeasurement;

const expectation = (winner: string) => (): Expectation => ({
  title: "Lamp",
  screen: "",
  winner,
  why: "",
  commit: undefined,
  screenThen: undefined,
});

const cell = (rung: string, bytes: number, allCoded = bytes): Measurement => ({
  ...some,
  screen: "lamp",
  rung,
  wire: { requestHeads: 0, requestBodies: 0, responseHeads: 0, responseBodies: bytes },
  allCoded,
});
const unable = ["R3s", "G3"].map((rung) => ({ screen: "lamp", rung, reason: "there is no fold" }));
const competing = RUNGS.filter((rung) => !NAIVE.has(rung) && !unable.some((each) => each.rung === rung));
const whole = competing.map((rung, at) => cell(rung, 1_000 + 100 * at));

test("the rung with the fewest bytes wins when all that compete and are able were measured", () => {
  const [verdict] = judge(whole, unable, expectation("R1"));
  expect(verdict).toEqual({
    screen: "lamp",
    expected: "R1",
    winners: ["R1"],
    untailored: ["R1"],
    unprepared: ["R1"],
    hit: true,
    styleHit: true,
  });
  const [missed] = judge(whole, unable, expectation("G1"));
  expect(missed && verdictText(missed)).toBe("fewest bytes: R1; expected: G1 — MISS");
});

test("it is said who wins without an endpoint for the screen alone", () => {
  const tailored = whole.map((one) => (one.rung === "R3" ? cell("R3", 500) : one));
  const [verdict] = judge(tailored, unable, expectation("R3"));
  expect(verdict).toMatchObject({ winners: ["R3"], untailored: ["R1"], hit: true });
  expect(verdict && verdictText(verdict)).toContain("fewest bytes: R3; without an endpoint for it: R1; expected: R3");
  const other = judge([...whole, cell("G1", 400)], unable, expectation("G1"));
  expect(wins(other, "untailored")).toEqual({ rest: 0, graphql: 1 });
});

test("a registered document is the screen's own too: it is said who wins without one", () => {
  const registered = whole.map((one) => (one.rung === "G2" ? cell("G2", 500) : one));
  const [verdict] = judge(registered, unable, expectation("G1"));
  expect(verdict).toMatchObject({ winners: ["G2"], untailored: ["G2"], unprepared: ["R1"] });
});

test("who won by another rung of the style that was expected has missed, and it is said how", () => {
  const [verdict] = judge(whole, unable, expectation("R3"));
  expect(verdict).toMatchObject({ hit: false, styleHit: true });
  expect(verdict && verdictText(verdict)).toContain("MISS, by another rung of its style");
});

test("short bodies are looked at where endpoints for the screen are left out too", () => {
  const tailored = whole.map((one) => (one.rung === "R3" ? cell("R3", 300) : one));
  const coded = tailored.map((one) => (one.rung === "G2" ? cell("G2", 1_400, 700) : one));
  const [verdict] = judge(coded, unable, expectation("R3"));
  expect(verdict).toMatchObject({ winners: ["R3"], untailored: ["R1"], untailoredIfAllCoded: ["G2"] });
  expect(verdict).not.toHaveProperty("ifAllCoded");
  expect(verdict && notesOf([verdict], {}).map(({ text }) => text)).toEqual([
    "Both styles send short bodies uncompressed. If all were compressed, the fewest bytes would be, without screen-specific endpoints, on G2.",
  ]);
});

test("nothing is judged where one of them was not asked, and it is said which", () => {
  const most = whole.filter(({ rung }) => rung !== "R3");
  const [verdict] = judge(most, unable, expectation("R1"));
  expect(verdict?.hit).toBe(false);
  expect(verdict && verdictText(verdict)).toBe("not judged: R3 not asked; expected: R1");
  const [naive] = judge([cell("R0", 1), cell("G0", 2)], unable, expectation("G1"));
  expect(naive && verdictText(naive)).toBe("not judged: R1, R2, R3, G1, G2 not asked; expected: G1");
});

test("it is said where short bodies that are sent uncompressed decide, and who would win without", () => {
  const [verdict, ...others] = judge(
    [cell("R1", 1_000), ...whole.slice(1, -1), cell("G2", 1_020, 700)],
    unable,
    expectation("R1"),
  );
  expect(others).toEqual([]);
  expect(verdict).toMatchObject({ winners: ["R1"], ifAllCoded: ["G2"], hit: true });
  if (verdict === undefined) throw new Error("nothing was judged");
  expect(verdictText(verdict)).toContain("R1 (G2 if short bodies were coded too)");
  expect(notesOf([verdict], {}).map(({ text }) => text)).toEqual([expect.stringMatching(/would be on G2\.$/)]);
});

test("the study of a shared cache says of the home page what its own replay found", () => {
  const { studies } = readGolden();
  const verdict = {
    screen: "home",
    expected: "R1",
    winners: ["R3"],
    untailored: ["G2"],
    unprepared: ["G1"],
    hit: false,
    styleHit: true,
  };
  const [note] = notesOf([verdict, { ...verdict, screen: "lamp" }], studies);
  expect(note?.screen).toBe("home");
  const { rungs } = studies["cache"] as { rungs: { rung: string; home: { originBytes: number } }[] };
  const [cheapest] = rungs.toSorted((one, other) => one.home.originBytes - other.home.originBytes);
  expect(note?.text).toContain(`${cheapest?.rung} (${cheapest?.home.originBytes.toLocaleString("en")})`);
  expect(notesOf([verdict], {})).toEqual([]);
});
