/// <reference lib="dom" />
import { expect, it } from "vitest";
import type { Open } from "./open.ts";

/** What a visitor notices of how headlines are made. */
export function describeUnfair(open: Open): void {
  it("makes a headline of the same measurements, for either side, and says what each step hides", async () => {
    await using visitor = await open("?screen=product-detail");
    const { page } = visitor;
    const headline = page.locator(".headline");
    const fair = await headline.textContent();
    expect(fair).toMatch(/^Competent on both sides: R1 and G1/);
    // One pair is a choice: the others stand above it.
    expect(await page.locator(".pairs li").allInnerTexts()).toEqual([
      expect.stringMatching(/^R1 and G1: (REST|GraphQL) moves \d+ % fewer bytes/),
      expect.stringMatching(/^R2 and G2: /),
      expect.stringMatching(/^R3 and G2: /),
      // Both send what is above the fold first.
      expect.stringMatching(/^R3s and G3: (REST|GraphQL) moves \d+ % fewer bytes/),
    ]);
    await page.getByRole("button", { name: "Make it unfair" }).click();
    const saving = async (by: string) => {
      const said = (await headline.textContent()) ?? "";
      expect(said).toMatch(/^Made/);
      return Number(new RegExp(`${by} moves (\\d+) % fewer bytes`).exec(said)?.[1]);
    };
    expect(await saving("GraphQL")).toBeGreaterThan(50);
    expect(await headline.locator(".kicker").textContent()).toBe(
      "Made by leaving out a competent opponent, compression, requests, headers and the network",
    );
    expect(await page.locator(".pair tbody th").allTextContents()).toEqual([
      expect.stringMatching(/^R0/),
      expect.stringMatching(/^G1/),
    ]);
    await page.getByText("for REST", { exact: true }).click();
    expect(await saving("REST")).toBeGreaterThan(10);
    await page.getByRole("checkbox", { name: "Let the other side be naive" }).uncheck();
    expect(await page.locator(".pair tbody th").first().textContent()).toMatch(/^R1/);
    await page.getByRole("button", { name: "Make it unfair" }).click();
    await page.getByRole("button", { name: "Make it unfair" }).click();
    expect(await headline.textContent()).toBe(fair);
    expect(visitor.problems).toEqual([]);
  });

  it("leaves out pages where the whole of a list was measured, and offers that nowhere else", async () => {
    await using visitor = await open("?screen=product-list");
    const { page } = visitor;
    const shown = async () => Number((await page.locator(".headline").textContent())?.match(/(\d+(\.\d)?) %/)?.[1]);
    const paged = await shown();
    // Nothing is below the fold: that pair is not left out silently.
    await page.locator(".pairs").getByText("R3s and G3: R3s is unable, nothing is below the fold").waitFor();
    const trick = page.getByRole("checkbox", { name: /list unpaginated/ });
    await trick.check();
    expect(await shown()).toBeGreaterThan(Math.max(paged, 98));
    await page.getByRole("button", { name: "Cart badge" }).click();
    await page.getByRole("heading", { name: /^Cart badge: / }).waitFor();
    expect(await trick.count()).toBe(0);
    expect(await page.locator(".headline").textContent()).toMatch(/^Competent on both sides/);
  });
}
