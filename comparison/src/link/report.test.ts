import { expect, test } from "vitest";
import { validateLink } from "./report.ts";
import type { Validation } from "./validate.ts";

async function* measured(...gaps: readonly number[]): AsyncGenerator<Validation> {
  for (const gapPercent of gaps)
    yield {
      shape: "3 in a row",
      link: "slow-4g",
      way: { protocol: "h2", connections: "warm" },
      modelMs: 500 + 5 * gapPercent,
      measuredMs: 500,
      gapPercent,
    };
}

const running = new AbortController().signal;

async function validated(validations: AsyncIterable<Validation>, signal = running) {
  let said = "";
  const code = await validateLink(validations, signal, (text) => {
    said += text;
  });
  return { code, said };
}

test("a model that is within the goal everywhere, too long or too short, is told to be, and nothing failed", async () => {
  const { code, said } = await validated(measured(10, -10, 0.4));
  expect(code).toBe(0);
  expect(said).toMatch(/^slow-4g +h2 +warm +3 in a row +model +550 ms +measured +500 ms +10\.0 %\n/);
  expect(said).not.toContain("more than");
  expect(said).toMatch(/\n\nThe model is within 10 % of 3 of 3 measurements\.\n$/);
});

test.each([10.1, -10.1])(
  "one measurement that the model misses by %f %% is marked, and fails the command",
  async (gap) => {
    const { code, said } = await validated(measured(2, gap, 3));
    expect(code).toBe(1);
    expect(said.split("\n").filter((line) => line.endsWith(" %  more than 10 %"))).toHaveLength(1);
    expect(said).toContain("The model is within 10 % of 2 of 3 measurements.\n");
  },
);

test("of a run that was stopped nothing is judged: it says that it is a part", async () => {
  const { code, said } = await validated(measured(50), AbortSignal.abort());
  expect(code).toBeUndefined();
  expect(said).toMatch(/\nThis is a part only: the run was stopped\.\n$/);
});
