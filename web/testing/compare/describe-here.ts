/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { accessibilityViolations } from "../accessibility.ts";
import { visit } from "../browser.ts";
import { type PagesUnderTest, TEST_TIMEOUT_MS } from "../pages-under-test.ts";
import type { Open } from "./open.ts";

/** What a visitor notices of running a screen where nothing but the pages is served. */
export function describeNothingHere(open: Open): void {
  it("says what is missing where only the pages are served", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    // What the screen has no rung for can be seen, and not chosen.
    const rungs = page.getByRole("combobox", { name: "REST" });
    await rungs.getByRole("option", { name: "R3s: unable", disabled: true }).waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Run both here" }).click();
    await page
      .getByRole("alert")
      .getByText(/^✗ It did not work: .*(system up|answered)/)
      .waitFor();
  });
}

/** What else of `/compare` there is where a whole system serves it. */
export function describeCompareHere(pages: PagesUnderTest): void {
  it(
    "runs a screen here by both styles, and shows what each asked and read",
    async () => {
      await using visitor = await visit(pages.browser(), `${pages.url()}/compare/?screen=order-detail`);
      const { page } = visitor;
      const here = page.locator(".here");
      await here.getByRole("button", { name: "Run both here" }).click();
      await here.getByText("Both drew exactly the same screen.").waitFor();
      await here.getByRole("heading", { name: "R1 sent 3 requests, G1 1 request" }).waitFor();
      // Each answer is shown as it came: a graph's has its data in it.
      const firstLines = (side: Locator) => side.getByRole("listbox").first().locator(".line").allInnerTexts();
      const sides = here.locator(".payload");
      expect((await firstLines(sides.last())).slice(0, 3).map((line) => line.trim())).toEqual([
        "{",
        '"data": {',
        '"order": {',
      ]);
      expect((await firstLines(sides.first())).join()).not.toContain('"data": {');
      // One run on whatever machine is said to be one, with a unit on its axis and what measures with care.
      await here
        .getByText(/^Times are from a single run, .* which come from 30 runs\. npm run compare -- --write-times/)
        .waitFor();
      expect(await here.locator(".requests text").allTextContents()).toContain("0 ms");
      // It lights up as the drawing reads it, by itself, and again by hand.
      const howFar = here.getByRole("slider", { name: /^Read so far/ });
      const isOver = () => howFar.evaluate((slider: HTMLInputElement) => slider.value === slider.max);
      await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
      expect(await here.locator(".unread").count()).toBe(0);
      await howFar.press("Home");
      expect(await here.locator(".read, .now").count()).toBe(0);
      await howFar.press("ArrowRight");
      const now = await here.locator(".payload").last().locator(".now").innerText();
      const [, value = "no text"] = /: "(.*)"/.exec(now) ?? [];
      expect((await here.locator(".drawing .lit").allInnerTexts()).join()).toContain(value);
      await here.getByRole("button", { name: "Replay the reading" }).click();
      await expect.poll(isOver, { timeout: 20_000 }).toBe(true);
      await here
        .getByRole("option", { name: /^"displayName": / })
        .first()
        .hover();
      expect(await here.locator(".drawing .lit").textContent()).toContain("Ada");
      await here.getByRole("combobox", { name: "REST" }).selectOption("R3s");
      await here.getByRole("combobox", { name: "GraphQL" }).selectOption("G3");
      await here.getByRole("button", { name: "Run both here" }).click();
      expect(await here.getByRole("combobox", { name: "REST" }).locator("option").allTextContents()).toContain(
        "R1: batched by id, in parallel, selected fields only",
      );
      await here.getByRole("heading", { name: "R3s sent 1 request, G3 1 request" }).waitFor();
      for (const side of await sides.all()) expect((await firstLines(side))[0]?.trim()).toBe("[");
      expect((await firstLines(sides.last())).join()).toContain('"incremental": [');
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
}
