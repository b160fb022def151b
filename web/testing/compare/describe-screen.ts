/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { LOOKS } from "../pages-under-test.ts";
import type { Open } from "./open.ts";

/** What a visitor notices of the screen that is chosen: its ladder, what was expected, and who is unable. */
export function describeScreen(open: Open): void {
  it("tells how many expectations were right, and shows each rung of the screen that is chosen", async () => {
    await using visitor = await open();
    const { page } = visitor;
    await page.getByRole("heading", { name: /^\d+ of \d+ expectations were right$/ }).waitFor();
    await page.getByText(/which leaves R1, R2 and G1, REST leads on \d+, GraphQL on \d+/).waitFor();
    await page.getByRole("button", { name: "Cart badge" }).click();
    await page.getByRole("heading", { name: /^Cart badge: / }).waitFor();
    expect(page.url()).toContain("?screen=cart-badge");
    const chart = await page.getByRole("img", { name: /^Bytes on the wire/ }).getAttribute("aria-label");
    for (const rung of ["R0", "R1", "R2", "R3", "G0", "G1", "G2"]) expect(chart).toMatch(new RegExp(`${rung} [\\d,]+`));
    // Without their colours, too, the uses of bytes look different.
    const looks = page.locator("[aria-labelledby=ladder] .legend .part");
    const drawn = await looks.evaluateAll((parts) =>
      parts.map((part) => `${part.getAttribute("fill")} ${getComputedStyle(part).opacity}`),
    );
    expect(new Set(drawn).size).toBe(6);
    expect(visitor.problems).toEqual([]);
  });

  it("opens on the screen that its address names, with the table behind the chart", async () => {
    await using visitor = await open("?screen=order-detail");
    const { page } = visitor;
    await page.getByRole("heading", { name: /^Order detail: / }).waitFor();
    await page.getByText("Show the numbers").first().click();
    expect(await page.locator("[aria-labelledby=ladder] .numbers").first().locator("tbody tr").count()).toBe(9);
  });

  it("says of a link to what there is not what is shown in its place, and has that in its address", async () => {
    await using visitor = await open("?screen=nonsense&left=R9&unfair=gzip,coding");
    const { page } = visitor;
    await page
      .getByText("There is no screen “nonsense”, no unfair option “gzip” and no rung “R9” for Product list: ")
      .waitFor();
    await page.getByRole("heading", { name: /^Product list: / }).waitFor();
    expect(new URL(page.url()).search).toBe("?screen=product-list&left=R1&unfair=coding");
    await page.getByText("Made by leaving out compression", { exact: true }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: /^Product list: / }).waitFor();
    expect(await page.getByText("There is no screen").count()).toBe(0);
  });

  it("says why a rung is unable, of how long a screen's bytes are, and what was expected of it since when", async () => {
    await using visitor = await open("?screen=export");
    const { page } = visitor;
    const ladder = page.locator("section[aria-labelledby=ladder]");
    await ladder.getByText(/Expected R1 in commit [0-9a-f]{7}: .* ✓ A hit/).waitFor();
    expect(await ladder.getByRole("img").first().getAttribute("aria-label")).toMatch(/G3 unable, \w+/);
    expect(await ladder.getByText("A polling client").count()).toBe(0);
    await page.getByRole("button", { name: "Live order tracking" }).click();
    // Of how long its bytes are is said beside them.
    await ladder
      .getByText(
        /^Bytes cover 30 minutes, during which the screen changes 2 times\. A polling client asks 120 times, every 15 seconds;/,
      )
      .waitFor();
    expect(visitor.problems).toEqual([]);
  });

  it("shows a rung that is unable in every chart and table of the screen, with the reason", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    for (const section of ["ladder", "times", "bill", "origin"]) {
      const part = page.locator(`section[aria-labelledby=${section}]`);
      const chart = await part.getByRole("img").first().getAttribute("aria-label");
      for (const rung of ["R3s", "G3"]) expect(chart, section).toContain(`${rung} unable, nothing is below the fold`);
      const table = part.locator("details", { has: page.getByText(/^Show (the numbers|SQL)/) }).first();
      await table.locator("summary").click();
      await table.getByRole("row", { name: /^R3s unable: nothing is below the fold/ }).waitFor();
    }
    expect(visitor.problems).toEqual([]);
  });

  it("has the whole scorecard on a phone of 360 pixels, its verdicts too", async () => {
    await using visitor = await open("", { viewport: { width: 360, height: 800 } });
    const card = visitor.page.getByRole("region", { name: "Expectations and results" });
    const { right } = await boundsOf(card);
    const verdicts = card.locator("tr > :last-child");
    for (const verdict of await verdicts.all()) expect((await boundsOf(verdict)).right).toBeLessThanOrEqual(right);
    expect(await verdicts.count()).toBeGreaterThan(1);
  });

  it("scrolls a wide table on a phone by keyboard", async () => {
    await using visitor = await open("", LOOKS.find(({ name }) => name.includes("phone")) ?? {});
    const { page } = visitor;
    await page.getByText("Show the numbers").first().click();
    const table = page.getByRole("region", { name: "Bytes, fields, requests and over-fetch by rung" });
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((region) => (region?.scrollLeft ?? 0) > 0, await table.elementHandle());
  });
}

const boundsOf = (part: Locator) => part.evaluate((element) => ({ right: element.getBoundingClientRect().right }));
