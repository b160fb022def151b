/// <reference lib="dom" />
import { describe, expect, it } from "vitest";
import { keepPicture } from "./keep-picture.ts";
import { type PagesUnderTest, TEST_TIMEOUT_MS } from "./pages-under-test.ts";
import { causeAnEvent, openPlayground, watchAnEvent } from "./playground-page.ts";

/** What the Playground's switches do to what is sent, on the whole system. */
export function describeSwitches(pages: PagesUnderTest): void {
  describe("the Playground's switches", { timeout: TEST_TIMEOUT_MS }, () => {
    it.each([
      ["Server-sent events", "text/event-stream"],
      ["Multipart", "multipart/mixed"],
    ])("subscriptions arrive by %s when that is chosen", async (transport, type) => {
      await using visitor = await openPlayground(pages, "?operation=watch-stock");
      const { page } = visitor;
      await page.locator(".story .choice").getByText(transport).click();
      const streamed = page.waitForResponse((response) => response.headers()["content-type"]?.includes(type) ?? false);
      await watchAnEvent(page);
      expect((await streamed).request().postDataJSON()).toMatchObject({ operationName: "WatchStock" });
      expect(visitor.problems).toEqual([]);
    });

    it("a subgraph is absent for one request, and what the others have is shown with the error", async () => {
      await using visitor = await openPlayground(pages, "?operation=my-orders&as=ada");
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.getByRole("combobox", { name: "Subgraph" }).selectOption("orders");
      await page.getByRole("combobox", { name: "How it answers" }).selectOption("absent");
      const asked = page.waitForRequest((request) => request.headers()["x-threefold-fault"] === "orders=absent");
      await page.getByRole("button", { name: "Run and explain" }).click();
      const answer = await (await asked).response();
      expect(await answer?.text()).toMatch(/"displayName":"Ada M\.".*"orders":null/);
      await page.locator(".fetch .state-failed").first().waitFor();
      await page.locator(".graphiql-response").getByText('"errors"').waitFor();

      await page.getByRole("combobox", { name: "How it answers" }).selectOption("as it is");
      const well = page.waitForRequest((request) => request.postData()?.includes("query MyOrders") ?? false);
      await page.getByRole("button", { name: /^Execute query/ }).click();
      expect((await well).headers()).not.toHaveProperty("x-threefold-fault");
      await page.locator(".graphiql-response").getByText('"number"').first().waitFor();
    });

    it("each event of a subscription is explained as it arrives", async () => {
      await using visitor = await openPlayground(pages, "?operation=watch-order&as=ada");
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.getByRole("button", { name: "Run and explain" }).click();
      await page.getByText("Waiting for an event").waitFor();
      await page.getByRole("button", { name: "Show Operations to try" }).click();
      await causeAnEvent(page);
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.getByRole("figure", { name: /answered it/ }).waitFor();
      expect(await page.locator(".graphiql-response").innerText()).not.toContain("explain");
    });

    it("an answer in parts is shown as they arrive, and explained when all are there", async () => {
      await using visitor = await openPlayground(pages, "?operation=deferred-page");
      const { page } = visitor;
      await page.getByRole("button", { name: "Show How it was answered" }).click();
      await page.getByRole("combobox", { name: "Subgraph" }).selectOption("users");
      await page.getByRole("combobox", { name: "How it answers" }).selectOption("slow:800");
      const first = page.waitForFunction(hasOnlyTheFirstPart);
      await page.getByRole("button", { name: "Run and explain" }).click();
      await first;
      await page.locator(".graphiql-response").getByText('"displayName"').first().waitFor();
      await page.getByRole("figure", { name: /answered it/ }).waitFor();
      await page.locator(".explain .choice").getByText("Plan").click();
      await page.getByText("For the first part of the answer").waitFor();
      await keepPicture(page, "deferred");
      expect(visitor.problems).toEqual([]);
    });
  });
}

/** Runs in the page: the price is there, and what users has to tell is not. */
function hasOnlyTheFirstPart(): boolean {
  const text = document.querySelector(".graphiql-response")?.textContent ?? "";
  return text.includes("amount") && !text.includes("displayName");
}
