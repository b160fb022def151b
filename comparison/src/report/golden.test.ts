import { expect, test } from "vitest";
import { readGolden } from "../files.ts";

const { measurements } = readGolden();
const on = (rung: string) => measurements.filter((each) => each.rung === rung);

/** Its view is told by events, which carry what their other readers show. */
const FOLLOWED = "order-tracking";

test("a tailored view has nothing that its screen does not draw, no more than the query for it", () => {
  const wasted = (rung: string) =>
    Object.fromEntries(
      on(rung)
        .filter(({ screen }) => screen !== FOLLOWED && on("R3").some((view) => view.screen === screen))
        .map(({ screen, ledger }) => [screen, ledger.wasted]),
    );
  expect(wasted("R3")).toEqual(wasted("G1"));
});
