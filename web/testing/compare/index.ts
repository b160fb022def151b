/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../accessibility.ts";
import { visit } from "../browser.ts";
import { keepPicture } from "../keep-picture.ts";
import { LOOKS, overflow, type PagesUnderTest, TEST_TIMEOUT_MS } from "../pages-under-test.ts";
import { describeNothingHere } from "./describe-here.ts";
import { describePayload } from "./describe-payload.ts";
import { describeScreen } from "./describe-screen.ts";
import { describeServers } from "./describe-servers.ts";
import { describeStudies } from "./describe-studies.ts";
import { describeTimes } from "./describe-times.ts";
import { describeUnfair } from "./describe-unfair.ts";
import type { Open } from "./open.ts";

/** What a visitor of `/compare` notices, on whatever serves it. */
export function describeCompare(pages: PagesUnderTest): void {
  const open: Open = (query = "", options = {}) => visit(pages.browser(), `${pages.url()}/compare/${query}`, options);

  describe("the comparison", { timeout: TEST_TIMEOUT_MS }, () => {
    describeScreen(open);
    describeTimes(open);
    describeServers(open);
    describeUnfair(open);
    describePayload(open);
    describeNothingHere(open);
    describeStudies(open);

    it("has all that is chosen in its address, so that a link shows another the same", async () => {
      await using visitor = await open("?screen=order-detail");
      const { page } = visitor;
      await page.getByLabel("Left").selectOption("R2");
      await page.getByRole("button", { name: "Make it unfair" }).click();
      await page.getByText("for REST", { exact: true }).click();
      const headline = await page.locator(".headline").textContent();
      await page.getByLabel("Protocol").selectOption("h1");
      await page.goto(page.url());
      expect(await page.getByLabel("Left").inputValue()).toBe("R2");
      expect(await page.locator(".headline").textContent()).toBe(headline);
      expect(await page.getByRole("radio", { name: "for REST" }).isChecked()).toBe(true);
      expect(await page.getByLabel("Protocol").inputValue()).toBe("h1");
    });

    it.each([360, 2560])("holds every kind of screen at %i pixels", async (width) => {
      await using visitor = await open("?screen=export", { viewport: { width, height: 900 } });
      const { page } = visitor;
      for (const title of ["Export", "Live order tracking", "Staff dashboard", "Order detail"]) {
        await page.getByRole("button", { name: title }).click();
        await page.getByRole("heading", { name: new RegExp(`^${title}: `) }).waitFor();
        expect(await page.locator("#here, #payload").count(), title).toBe(2);
        expect(await overflow(page), title).toBe(0);
        expect(await wordsBeyondCharts(page), title).toEqual([]);
      }
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    it.each(LOOKS)("is readable and whole: $name", async ({ name, ...look }) => {
      await using visitor = await open("", look);
      const { page } = visitor;
      await page.getByRole("heading", { name: /expectations were right$/ }).waitFor();
      await keepPicture(page, `compare-${name}`, true);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });
  });
}

/** Words of a chart that its edges cut. */
const wordsBeyondCharts = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("main svg text")].flatMap((text) => {
      const [chart, words] = [text.closest("svg")?.getBoundingClientRect(), text.getBoundingClientRect()];
      const isCut = chart && words.width > 0 && (words.right > chart.right + 1 || words.left < chart.left - 1);
      return isCut ? [text.textContent] : [];
    }),
  );
