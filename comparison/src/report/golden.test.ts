import { expect, test } from "vitest";
import { readGolden } from "../files.ts";

const { measurements } = readGolden();
const on = (rung: string) => measurements.filter((each) => each.rung === rung);

/** Fields that have fewer names, or more, on some rungs than on the others. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  // A seller and an author are people of one endpoint.
  "product-detail": ["R0", "R1", "R2"],
  "seller-page": ["R0"],
  // The newest products and the best rated are lists of one endpoint.
  home: ["R0", "R1", "R2"],
  // By an address's id JSON:API joins too: it is control there, though it is shown.
  checkout: ["R2"],
  // What a query brings first, a subscription brings again.
  "order-tracking": ["G1"],
};

test("a screen shows the same fields on every rung, as far as they have the same names", () => {
  for (const [screen, cells] of Map.groupBy(measurements, (each) => each.screen)) {
    const others = OTHER_NAMES[screen] ?? [];
    const used = cells.filter(({ rung }) => !others.includes(rung)).map(({ fields }) => fields.used);
    expect(new Set(used).size, `${screen}: ${used}`).toBe(1);
  }
});

test("a tailored view has nothing that its screen does not draw, no more than the query for it", () => {
  const wasted = (rung: string) =>
    Object.fromEntries(
      on(rung)
        .filter(({ screen }) => on("R3").some((view) => view.screen === screen))
        .map(({ screen, ledger }) => [screen, ledger.wasted]),
    );
  expect(wasted("R3")).toEqual(wasted("G1"));
});
