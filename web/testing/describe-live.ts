/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityViolations } from "./accessibility.ts";
import { visit } from "./browser.ts";
import { keepPicture } from "./keep-picture.ts";
import { LOOKS, overflow, type PagesUnderTest, TEST_TIMEOUT_MS } from "./pages-under-test.ts";

/** What a visitor of `/live/` notices, on whatever serves it. */
export function describeLive(pages: PagesUnderTest): void {
  const open = (options: Parameters<typeof visit>[2] = {}) => visit(pages.browser(), `${pages.url()}/live/`, options);

  describe("the live board", { timeout: TEST_TIMEOUT_MS }, () => {
    it.each(LOOKS)("is readable and whole, before signing in and after: $name", async ({ name, ...look }) => {
      await using visitor = await open(look);
      const { page } = visitor;
      await page.getByRole("button", { name: /^Watch as Stan/ }).waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      await watchAs(page, "Stan");
      await page.locator(".card").first().waitFor();
      await keepPicture(page, `live-${name}`);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(visitor.problems).toEqual([]);
    });

    // Samples do not change, so an event of theirs is no news.
    it.skipIf(!pages.isWhole).each(["WebSocket", "Server-sent events", "Multipart"])(
      "shows an order that is placed, over %s",
      async (transport) => {
        await using visitor = await open();
        const { page } = visitor;
        await watchAs(page, "Ada");
        await page.getByText(transport, { exact: true }).click();
        await page.getByText("Connected", { exact: false }).waitFor();
        await page.getByRole("button", { name: "Place an order as Ada" }).click();
        await page.getByRole("region", { name: "Confirmed" }).locator(".card-arrived").first().waitFor();
        expect(visitor.problems).toEqual([]);
      },
    );

    it("says of an order that is being placed nothing but that", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await watchAs(page, "Ada");
      const place = page.getByRole("button", { name: "Place an order as Ada" });
      await place.click();
      await page.locator(".cause").getByText("Placed").waitFor();
      // The next one is not answered.
      await page.route("**/graphql", () => {});
      await place.click();
      await page.locator(".cause").getByText("Placing an order").waitFor();
      expect(await page.locator(".cause").getByRole("status").innerText()).toBe("Placing an order");
    });

    it("says so when there is no order, and how there will be one", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await answerOrders(page, { data: Object.fromEntries(STATUSES.map((status) => [status, { edges: [] }])) });
      await watchAs(page, "Stan");
      await page.getByText("No order yet. Place one").waitFor();
      await keepPicture(page, "live-empty");
      expect(await page.getByText("None", { exact: true }).count()).toBe(5);
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    it("shows orders without what users and products have to say of them while these are down", async () => {
      await using visitor = await open();
      const { page } = visitor;
      await answerOrders(page, {
        data: { ...Object.fromEntries(STATUSES.map((status) => [status, { edges: [] }])), PENDING: { edges: [ALONE] } },
        errors: [{ message: "users cannot be reached." }, { message: "products cannot be reached." }],
      });
      await watchAs(page, "Stan");
      const card = page.locator(".card", { hasText: "TF-2026-900001" });
      await card.getByText("2 × Walnut desk lamp").waitFor();
      expect(await card.getByText("Customer not known").count()).toBe(1);
      expect(await page.getByRole("alert").innerText()).toBe("");
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    it("says why there are no orders, and has them once that has passed", async () => {
      await using visitor = await open();
      const { page } = visitor;
      const pass = await answerOrders(page, { data: null, errors: [{ message: "orders cannot be reached." }] });
      await watchAs(page, "Stan");
      await page.getByRole("alert").getByText("orders cannot be reached.").waitFor();
      expect(await page.getByText("Not known", { exact: true }).count()).toBe(5);
      await keepPicture(page, "live-error");
      expect(await accessibilityViolations(page)).toEqual([]);
      await pass();
      await page.getByRole("button", { name: "Start again" }).click();
      await page.locator(".card").first().waitFor();
      expect(await page.getByText("orders cannot be reached.").count()).toBe(0);
    });
  });
}

const STATUSES = ["PENDING", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED", "REJECTED"];

/** Answers in the graph's place when the board asks for its orders, until the function that it gives is called. */
async function answerOrders(page: Page, answer: object): Promise<() => Promise<void>> {
  await page.route("**/graphql", async (route) => {
    const asked = route.request().postDataJSON();
    if (asked?.operationName === "AllOrders") await route.fulfill({ json: answer });
    else await route.continue();
  });
  return () => page.unroute("**/graphql");
}

/** An order of which orders alone has told. */
const ALONE = {
  node: {
    id: "order-1",
    number: "TF-2026-900001",
    status: "PENDING",
    updatedAt: "2026-10-01T09:30:00.000Z",
    total: { amount: 25_800, currency: "EUR" },
    customer: null,
    items: [{ position: 1, quantity: 2, nameAsBought: "Walnut desk lamp", product: null }],
  },
};

async function watchAs(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^Watch as ${name}`) }).click();
  await page.getByText("Connected: changes appear").waitFor();
}
