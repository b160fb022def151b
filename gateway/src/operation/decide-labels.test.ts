import { describe, expect, it } from "vitest";
import { createDecideLabels, decidedBefore } from "./decide-labels.ts";

const request = { client: "ada", scopes: new Set<string>(), headers: { "x-ring": "1" } };
const LABELS = ["names", "percent(0)", "percent(100)", "percent(50)", "percent(7.5)", "prices"];

/** One die for each request. */
const throwing = (...thrown: number[]) => {
  const rest = thrown.values();
  return () => rest.next().value ?? 0;
};

describe("the labels of an operation", () => {
  it("are on for so many of a hundred requests, and for the same ones of all that are as many or more", () => {
    const decide = createDecideLabels(undefined, throwing(0.9, 0.5, 0.49, 0.074, 0));
    const percents = LABELS.filter((label) => label.startsWith("percent"));
    expect(Array.from({ length: 5 }, () => decide(percents, request))).toEqual([
      "percent(100)",
      "percent(100)",
      "percent(100) percent(50)",
      "percent(100) percent(50) percent(7.5)",
      "percent(100) percent(50) percent(7.5)",
    ]);
  });

  it("are what the hook says of them, which is not asked of percentages, nor believed in others", async () => {
    const asked: unknown[] = [];
    const decide = createDecideLabels(async (labels, by) => {
      asked.push(labels, by);
      return ["prices", "percent(0)", "others"];
    }, throwing(0.6));
    expect(await decide(LABELS, request)).toBe("percent(100) prices");
    expect(asked).toEqual([["names", "prices"], request]);
  });

  it("stay as they were decided for a stream that goes on, as long as there are no others", () => {
    const before = { names: true, "percent(50)": false };
    expect(decidedBefore(["names", "percent(50)"], before)).toBe("names");
    expect(decidedBefore(["names", "percent(60)"], before)).toBeUndefined();
    expect(decidedBefore(["names"], undefined)).toBeUndefined();
  });

  it("are decided at once when nobody has to be waited for", () => {
    const decide = createDecideLabels(
      (labels, { headers }) => (headers["x-ring"] === "1" ? labels : []),
      throwing(0.6),
    );
    expect(decide(["names"], request)).toBe("names");
    expect(decide(["names"], { ...request, headers: {} })).toBe("");
    expect(createDecideLabels(() => expect.fail("no label"))([], request)).toBe("");
  });
});
