/// <reference lib="dom" />
import { readOperations } from "@threefold/playground/files";
import type { Browser } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "./accessibility.ts";
import { visit } from "./browser.ts";
import { keepPicture } from "./keep-picture.ts";
import { LOOKS, overflow, type PagesUnderTest, TEST_TIMEOUT_MS } from "./pages-under-test.ts";

/** What a visitor of `/` notices, on whatever serves it. */
export function describeLanding(pages: PagesUnderTest): void {
  const open = (options: Parameters<typeof visit>[2] = {}, browser: Browser = pages.browser()) =>
    visit(browser, `${pages.url()}/`, options);

  describe("the landing page", { timeout: TEST_TIMEOUT_MS }, () => {
    it("shows the answer of all three subgraphs and that everything is up", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await page.getByText(/^Answered in \d+ ms$/).waitFor();
      await page.getByText("Everything is up").waitFor();
      expect(await page.locator(".product").count()).toBe(3);
      for (const subgraph of ["products", "users", "orders"]) {
        expect(await page.locator(".answer").getByRole("img", { name: subgraph }).count()).toBeGreaterThanOrEqual(3);
      }
      expect(await page.title()).toContain("Threefold");
      expect(visitor.problems).toEqual([]);
    });

    it("shows what there is while one subgraph does not answer, and says which", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await page.getByText(/^Answered in \d+ ms$/).waitFor();
      await page.route("**/graphql", async (route) => {
        const { data } = await (await route.fetch()).json();
        for (const { node } of data.products.edges) node.unitsSold = null;
        await route.fulfill({ json: { data, errors: [{ message: "Gone.", extensions: { serviceName: "orders" } }] } });
      });
      await page.getByRole("button", { name: "Ask again" }).click();
      await page.getByText(/^Answered in part, in \d+ ms$/).waitFor();
      await page.getByText("What orders would add is missing.").waitFor();
      expect(await page.locator(".product").count()).toBe(3);
      expect(await page.getByText("sales not known").count()).toBe(3);
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    it("tells how every process stands, the REST edge and the databases too", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await page.getByText("Everything is up").waitFor();
      for (const name of ["gateway", "products", "users", "orders", "rest", "PostgreSQL"]) {
        const row = page.locator(".processes li").filter({ has: page.getByRole("heading", { name, exact: true }) });
        expect(await row.locator(".process-state").innerText(), name).toBe("up");
      }
    });

    it.each(LOOKS)("is readable and whole: $name", async ({ name, ...look }) => {
      await using visitor = await open(look);
      const { page } = visitor;
      await page.getByText(/^Answered in/).waitFor();
      await keepPicture(page, `landing-${name}`, true);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });

    it.each([360, 2560])("needs no scrolling sideways at %i pixels", async (width) => {
      await using visitor = await open({ viewport: { width, height: 800 } });
      await visitor.page.getByText(/^Answered in/).waitFor();
      expect(await overflow(visitor.page)).toBe(0);
    });

    it("keeps the theme that was chosen, from the first paint on", async () => {
      await using visitor = await open({ colorScheme: "light" });
      const { page } = visitor;
      await page.getByRole("radio", { name: "Dark" }).check({ force: true });
      const dark = await page.locator("html").evaluate(backgroundOf);
      await page.route("**/assets/*.js", (route) => route.abort());
      await page.reload();
      expect(await page.locator("html").evaluate(backgroundOf)).toBe(dark);
      expect(dark).not.toBe("rgb(255, 255, 255)");
    });

    it("is served with a policy that allows no script and no style but its own files", async () => {
      await using visitor = await open();
      const response = await visitor.page.request.get(`${pages.url()}/`);
      const policy = response.headers()["content-security-policy"];
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).toMatch(/style-src 'self'(;|$)/);
      expect(await response.text()).not.toMatch(/<style|style="|<script(?![^>]* src=)/);
    });

    it("says what it is without a script", async () => {
      await using visitor = await open({ javaScriptEnabled: false });
      const { page } = visitor;
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Three subgraphs, one graph");
      expect(await page.getByRole("img", { name: "How the system is built" }).isVisible()).toBe(true);
    });

    it("leads to operations that exist", async () => {
      await using visitor = await open();
      const ids = (await readOperations()).map(({ id }) => id);
      const links = await visitor.page.locator('a[href^="/playground/?"]').all();
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) {
        const { searchParams } = new URL((await link.getAttribute("href")) ?? "", pages.url());
        expect(ids).toContain(searchParams.get("operation"));
      }
    });
  });
}

const backgroundOf = (element: Element): string => getComputedStyle(element).backgroundColor;
