import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "../accessibility.ts";
import { visit } from "../browser.ts";
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

    it.each(LOOKS)("is readable and whole: $name", async ({ name, ...look }) => {
      await using visitor = await open("", look);
      const { page } = visitor;
      await page.getByRole("heading", { name: /expectations were right$/ }).waitFor();
      await page.screenshot({ path: join(pages.pictures(), `compare-${name}.png`), fullPage: true });
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });
  });
}
