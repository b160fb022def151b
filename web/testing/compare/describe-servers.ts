/// <reference lib="dom" />
import { expect, it } from "vitest";
import type { Open } from "./open.ts";

/** What a visitor notices of what the servers do, and are asked first. */
export function describeServers(open: Open): void {
  it("bills the servers for each rung: their processors, their SQL, and what they ask each other", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    const bill = page.locator("section[aria-labelledby=bill]");
    await bill.getByRole("heading", { name: /^The servers spend / }).waitFor();
    const chart = await bill.getByRole("img").first().getAttribute("aria-label");
    for (const rung of ["R0", "R3", "G0", "G2"]) expect(chart).toMatch(new RegExp(`${rung} [\\d.]+ ms`));
    const table = bill.locator("details", { has: page.getByText("Show SQL and sub-requests") });
    await table.locator("summary").click();
    const cells = await table.locator("tbody tr").first().locator("th, td").allInnerTexts();
    expect(cells).toHaveLength(8);
    expect(cells[0]).toBe("R0");
    for (const cell of cells.slice(1)) expect(cell).toMatch(/^[\d,]+$/);
    expect(await bill.getByRole("img").first().evaluate(struckNames)).toEqual([]);
    // The same query by others than our gateway: who cannot be told apart is not ranked.
    await bill
      .getByRole("heading", {
        name: /^CPU time of the same query \(G1\): [\d.]+ ms with one process, about [\d.]+ ms with [a-z ]+ and [a-z ]+$/,
      })
      .waitFor();
    const others = bill.getByRole("img", {
      name: /^CPU time of the same query: this gateway .* stock engine /,
    });
    expect(await others.locator("rect").count()).toBeGreaterThan(10);
  });

  it("says why a screen has no processor time", async () => {
    await using visitor = await open("?screen=order-tracking");
    const { page } = visitor;
    const bill = page.locator("section[aria-labelledby=bill]");
    await bill
      .getByText("This screen's CPU time is not measured: it lasts as long as somebody watches it.", { exact: true })
      .waitFor();
    await page.getByRole("button", { name: "Cart badge" }).click();
    await bill.getByRole("heading", { name: /^The servers spend / }).waitFor();
    expect(await bill.getByText("This screen's CPU time").count()).toBe(0);
  });

  it("counts apart what another origin is asked first, and what the gateway is told before anybody asks", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    const origin = page.locator("section[aria-labelledby=origin]");
    await origin.getByRole("heading", { name: /^From another origin/ }).waitFor();
    await origin.getByText("Show the numbers").click();
    const rows = (await origin.locator("tbody tr").allInnerTexts()).map((row) => row.split(/\s*\t\s*/));
    const number = (cell = "") => Number(cell.replaceAll(",", ""));
    for (const [, wire, , preflights, together] of rows.filter(([, first]) => !first?.startsWith("unable")))
      expect(number(together)).toBe(number(wire) + number(preflights));
    // A query by POST is shown to who may be asked; a plain GET by nobody in particular is not.
    expect(rows.find(([rung]) => rung === "G1")?.[2]).toBe("1");
    expect(rows.find(([rung]) => rung === "R1")?.[2]).toBe("0");
    await origin
      .getByRole("heading", { name: /documents are registered with the gateway: \d+ bytes on G2$/ })
      .waitFor();
  });
}

/** Runs in the page: names in bars that an interval's line goes through. */
const struckNames = (chart: Element): string[] => {
  const lines = [...chart.querySelectorAll(".interval line")].map((line) => line.getBoundingClientRect());
  return [...chart.querySelectorAll(".part-name")].flatMap((name) => {
    const box = name.getBoundingClientRect();
    const isStruck = lines.some(
      (line) => line.top >= box.top && line.top <= box.bottom && line.left < box.right && line.right > box.left,
    );
    return isStruck ? [name.textContent] : [];
  });
};
