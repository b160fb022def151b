/// <reference lib="dom" />
import { expect, it } from "vitest";
import type { Open } from "./open.ts";

/** What a visitor notices of the answers themselves. */
export function describePayload(open: Open): void {
  it("lights what a field draws, pointed at or walked to by arrow keys", async () => {
    await using visitor = await open("?screen=order-detail");
    const { page } = visitor;
    const payload = page.getByRole("region", {
      name: /^Of the body bytes, the screen uses \d+ % on R1 and \d+ % on G1$/,
    });
    const lit = payload.locator(".drawing .lit");
    await payload
      .getByRole("option", { name: /^"number": / })
      .first()
      .hover();
    await lit.first().waitFor();
    const [number] = await lit.allTextContents();
    expect(number).toMatch(/^TF-/);
    await payload.getByRole("listbox").last().focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => lit.allTextContents()).toEqual([number]);
    // The pointer leaves what it was left on, as when a page scrolls under it: what the keys lit stays.
    await page.mouse.move(1, 1);
    await page.evaluate(frame);
    expect(await lit.allTextContents()).toEqual([number]);
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => lit.allTextContents()).not.toEqual([number]);
    expect(await lit.count()).toBeGreaterThan(0);
  });

  it("shows what came on two rungs, and changes when another is chosen", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    const right = page.getByRole("combobox", { name: "Right" });
    // One map of fields a rung.
    expect(
      await page
        .locator("figcaption")
        .filter({ hasText: /of the [\d,]+ field bytes\.$/ })
        .count(),
    ).toBe(2);
    expect(await page.locator(".line-wasted").count()).toBeGreaterThan(0);
    await right.selectOption("R0");
    await page.getByText(/and \d+ more responses like these/).waitFor();
    // What is not sent again has no body to show.
    await page.getByRole("button", { name: "Live order tracking" }).click();
    await page.locator(".payload").first().getByText("304, no body").first().waitFor();
  });
}

/** Runs in the page: until what an event changed is drawn. */
const frame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
