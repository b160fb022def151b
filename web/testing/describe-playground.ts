/// <reference lib="dom" />
import { readOperations } from "@threefold/playground/files";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "./accessibility.ts";
import type { visit } from "./browser.ts";
import { keepPicture } from "./keep-picture.ts";
import { LOOKS, overflow, type PagesUnderTest, TEST_TIMEOUT_MS } from "./pages-under-test.ts";
import { GRAPHIQLS_OWN, openPlayground, ready, run, watchAnEvent } from "./playground-page.ts";

/** What a visitor of `/playground/` notices, on whatever serves it. */
export function describePlayground(pages: PagesUnderTest): void {
  const open = (query = "", options: Parameters<typeof visit>[2] = {}) => openPlayground(pages, query, options);

  describe("the Playground", { timeout: TEST_TIMEOUT_MS }, () => {
    it("has every operation as a tab with its name, a public one open", async () => {
      await using visitor = await open();
      const operations = await readOperations();
      const tabs = visitor.page.getByRole("tab");
      expect(await tabs.allInnerTexts()).toEqual(operations.map(({ name }) => name));
      expect(await visitor.page.getByRole("tab", { selected: true }).innerText()).toBe(operations[0]?.name);
      expect(await visitor.page.title()).toContain("Playground");
      expect(visitor.problems).toEqual([]);
    });

    it("runs every operation as its person, without an error", async () => {
      await using visitor = await open();
      const { page } = visitor;
      for (const { title, name, kind } of await readOperations()) {
        await page.locator(".operations").getByRole("button", { name: title }).click();
        await page.getByRole("tab", { name, selected: true }).waitFor();
        const askAs = page.locator(".story").getByRole("button", { name: /^Ask as/ });
        if (await askAs.isVisible()) {
          await askAs.click();
          await askAs.waitFor({ state: "detached" });
        }
        if (kind === "subscription") {
          await watchAnEvent(page);
          continue;
        }
        const { data, errors } = await run(page);
        expect(errors, title).toBeUndefined();
        expect(data, title).toBeTruthy();
      }
      expect(visitor.problems).toEqual([]);
    });

    it("shows how an operation was answered: the requests, the SQL behind them, the plan", async () => {
      await using visitor = await open("?operation=three-subgraphs");
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.getByRole("button", { name: "Run and explain" }).click();
      await page.getByRole("figure", { name: /answered it|failed/ }).waitFor();
      await page.locator(".fetch summary").first().click();
      await page.locator(".statement").getByText("SELECT").first().waitFor();
      await page.locator(".explain .choice").getByText("Plan").click();
      await page.getByRole("img", { name: /1: products in step 1/ }).waitFor();
      expect(await page.locator(".graphiql-response").innerText()).not.toContain("explain");
      expect(visitor.problems).toEqual([]);
    });

    it("leads from an operation's story to its plan", async () => {
      await using visitor = await open("?operation=three-subgraphs");
      const { page } = visitor;
      await page.getByRole("button", { name: "See its plan" }).click();
      await page.getByRole("heading", { name: "How it was answered" }).waitFor();
      await page.getByRole("button", { name: "Run and explain" }).waitFor();
      expect(visitor.problems).toEqual([]);
    });

    it.each(LOOKS)("explains readably: $name", async ({ name, ...look }) => {
      await using visitor = await open("?operation=three-subgraphs", look);
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      expect(await accessibilityViolations(page, GRAPHIQLS_OWN)).toEqual([]);
      await page.getByRole("button", { name: "Run and explain" }).click();
      await page.locator(".fetch summary").first().click();
      await keepPicture(page, `explain-${name}`);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page, GRAPHIQLS_OWN)).toEqual([]);
      await page.locator(".explain .choice").getByText("Plan").click();
      await page.locator(".plan-graph").waitFor();
      expect(await accessibilityViolations(page, GRAPHIQLS_OWN)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });

    it.skipIf(!pages.isWhole)("shows what the same takes over REST, beside the one request of the graph", async () => {
      await using visitor = await open("?operation=three-subgraphs");
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.locator(".explain .choice").getByText("The same as REST").click();
      await page.getByRole("button", { name: "Ask both ways" }).click();
      await page.getByText(/REST: 5 requests, 3 round trips one after another/).waitFor();
      expect(await page.locator(".same-as-rest tbody tr").count()).toBe(6);
      await keepPicture(page, "same-as-rest");
      expect(await accessibilityViolations(page, GRAPHIQLS_OWN)).toEqual([]);
      await page.getByRole("tab", { name: "WatchStock" }).click();
      await page.getByText("REST has no stream of stock levels").waitFor();
      expect(visitor.problems).toEqual([]);
    });

    it.skipIf(pages.isWhole)("says that there is no REST edge to ask the same of", async () => {
      await using visitor = await open("?operation=three-subgraphs");
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.locator(".explain .choice").getByText("The same as REST").click();
      await page.getByRole("button", { name: "Ask both ways" }).click();
      await page.getByText(/Is the REST edge running/).waitFor();
      expect(await accessibilityViolations(page, GRAPHIQLS_OWN)).toEqual([]);
    });

    it("opens with the operation that the address names, its variables looked up", async () => {
      await using visitor = await open("?operation=product-page");
      const { page } = visitor;
      expect(await page.getByRole("tab", { selected: true }).innerText()).toBe("ProductPage");
      expect(await page.getByLabel("Variables", { exact: true }).innerText()).toMatch(/"sku":\s*"[^"]+"/);
    });

    it("shows the list of operations in the editor's place on a phone, and the editor again when one is chosen", async () => {
      await using visitor = await open("", { viewport: { width: 390, height: 844 } });
      const { page } = visitor;
      await page.getByRole("button", { name: "Show Operations to try" }).click();
      await page.locator(".graphiql-query-editor").waitFor({ state: "hidden" });
      await page.locator(".operations").getByRole("button", { name: "The category tree" }).click();
      await page.locator(".graphiql-query-editor").getByText("CategoryTree").waitFor();
      expect(await overflow(page)).toBe(0);
    });

    it("runs an operation again from the panel that covers the editor on a phone", async () => {
      await using visitor = await open("?operation=three-subgraphs", { viewport: { width: 390, height: 844 } });
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.getByRole("button", { name: "Run and explain" }).click();
      await page.locator(".waterfall").waitFor();
      const asked = page.waitForRequest((request) => request.postDataJSON()?.extensions?.explain === true);
      await page.getByRole("button", { name: "Run it again" }).click();
      expect((await asked).postDataJSON().operationName).toBe("ThreeSubgraphs");
      expect(visitor.problems).toEqual([]);
    });

    it("keeps what was written, and the tab it stands in, over a reload", async () => {
      await using visitor = await open("?operation=category-tree");
      const { page } = visitor;
      await page.locator(".graphiql-query-editor .monaco-editor").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("# mine");
      await page.waitForFunction(() => localStorage.getItem("graphiql:tabState")?.includes("# mine"));
      await page.goto(`${pages.url()}/playground/`);
      await ready(page);
      expect(await page.getByRole("tab", { selected: true }).innerText()).toBe("CategoryTree");
      await page.locator(".graphiql-query-editor").getByText("# mine").waitFor();
    });

    it("has a place for a token in the headers", async () => {
      await using visitor = await open();
      await visitor.page.getByRole("button", { name: "Headers" }).click();
      await visitor.page.getByLabel("Headers", { exact: true }).getByText("authorization").waitFor();
    });

    it("knows the schema: it completes fields", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await page.locator(".graphiql-query-editor .monaco-editor").click();
      await page.keyboard.press("Control+A");
      await page.keyboard.type("{ categ");
      await page.keyboard.press("Control+Space");
      await page.locator(".suggest-widget").getByText("categories").first().waitFor();
      expect(visitor.problems).toEqual([]);
    });

    it.each(LOOKS)("is readable and whole: $name", async ({ name, ...look }) => {
      await using visitor = await open("", look);
      const { page } = visitor;
      await run(page);
      await page.locator(".graphiql-response .view-line").nth(5).waitFor();
      await keepPicture(page, `playground-${name}`);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page, GRAPHIQLS_OWN)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });
  });
}
