/// <reference lib="dom" />
import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Visit, visit } from "./browser.ts";
import { distance, EYES, seenColours } from "./colours.ts";
import { walk } from "./keyboard.ts";
import { type PagesUnderTest, TEST_TIMEOUT_MS } from "./pages-under-test.ts";

/** Each page, what shows that it is there, and which parts are ours: GraphiQL's editors have keys and looks of their own. */
const PAGES = [
  { path: "/", there: /^Answered in/, ours: "body" },
  { path: "/live/", there: "Watch as Stan: all orders", ours: "body" },
  { path: "/compare/", there: /expectations were right$/, ours: "body" },
  { path: "/playground/", there: "A product's page", ours: ".site-header, .operations" },
] as const;

/** Colours that tell things apart, and how far they are from each other at least, for any eyes. */
const TOLD_APART = [
  { tokens: ["products", "users", "orders"], least: 15 },
  { tokens: ["graphql", "rest"], least: 15 },
] as const;

/** What every page owes to everybody who visits it. */
export function describeQuality(pages: PagesUnderTest): void {
  const open = async (
    { path, there }: Pick<(typeof PAGES)[number], "path" | "there">,
    look: BrowserContextOptions = {},
  ) => {
    const visitor: Visit = await visit(pages.browser(), `${pages.url()}${path}`, look);
    await visitor.page.getByText(there).first().waitFor();
    return visitor;
  };

  describe("every page", { timeout: TEST_TIMEOUT_MS }, () => {
    it.each(PAGES)("lets the keyboard reach every control of $path, in order, and shows where it is", async (page) => {
      await using visitor = await open(page);
      const { controls, reached, unseen } = await walk(visitor.page, page.ours);
      expect(controls.length).toBeGreaterThan(5);
      expect(reached).toEqual(controls);
      expect(unseen).toEqual([]);
    });

    it("lets the keyboard go through the board and what it offers", async () => {
      await using visitor = await open(PAGES[1]);
      const { page } = visitor;
      await page.getByRole("button", { name: /^Watch as Stan/ }).press("Enter");
      await page.locator(".card").first().waitFor();
      // Whoever comes again begins at the top.
      await page.reload();
      await page.locator(".card").first().waitFor();
      const { controls, reached, unseen } = await walk(page, "body");
      expect(controls.join()).toMatch(/WebSocket.*Place an order as Ada/);
      expect(reached).toEqual(controls);
      expect(unseen).toEqual([]);
      await page.getByRole("radio", { name: "WebSocket" }).press("ArrowRight");
      expect(await page.getByRole("radio", { name: "Server-sent events" }).isChecked()).toBe(true);
    });

    it.each(PAGES)("moves nothing of $path for who asks for less motion", async (page) => {
      await using visitor = await open(page, { reducedMotion: "reduce" });
      expect(await visitor.page.evaluate(movingParts, page.ours)).toEqual([]);
    });

    it.each(["light", "dark"] as const)("tells its colours apart for any eyes, %s", async (colorScheme) => {
      await using visitor = await open(PAGES[0], { colorScheme });
      const close: string[] = [];
      for (const eyes of EYES) {
        for (const { tokens, least } of TOLD_APART) {
          const seen = [...(await seenColours(visitor.page, tokens, eyes))];
          for (const [index, [one, colour]] of seen.entries()) {
            for (const [other, another] of seen.slice(index + 1)) {
              const apart = distance(colour, another);
              if (apart < least) close.push(`${one} and ${other}, ${eyes}: ${apart.toFixed(1)}`);
            }
          }
        }
      }
      expect(close).toEqual([]);
    });

    it("says by a shape and a word what it says by a colour", async () => {
      await using visitor = await open(PAGES[0]);
      const marks = await visitor.page.getByRole("img").and(visitor.page.locator(".mark")).all();
      const shapes = new Map<string | null, string>();
      for (const mark of marks) shapes.set(await mark.getAttribute("aria-label"), await mark.innerHTML());
      expect([...shapes.keys()].toSorted()).toEqual(["orders", "products", "users"]);
      expect(new Set(shapes.values()).size).toBe(3);
      for (const state of await visitor.page.locator(".state").all()) {
        expect(await state.locator("svg").count()).toBe(1);
        expect(await state.innerText()).toMatch(/\w/);
      }
    });

    it.each(PAGES)("shows what $path is, before its script has come", async ({ path }) => {
      await using visitor = await visit(pages.browser(), `${pages.url()}${path}`, { javaScriptEnabled: false });
      await visitor.page.locator("#page").getByText(/\w/).first().waitFor();
    });

    it.each(PAGES)("tells how soon $path can be used", async (page) => {
      await using visitor = await open(page);
      const { paint, usable, blocked } = await visitor.page.evaluate(readiness);
      process.stdout.write(
        `${page.path}: first paint after ${paint.toFixed(0)} ms, to be used after ${usable.toFixed(0)} ms, of which busy ${blocked.toFixed(0)} ms\n`,
      );
      expect(usable).toBeGreaterThanOrEqual(paint);
    });
  });
}

/** Runs in the page: what of it moves by itself or glides when it changes. */
function movingParts(within: string): string[] {
  const moving = (element: Element) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
    const seconds = (durations: string) => Math.max(...durations.split(",").map(Number.parseFloat));
    return (animationName !== "none" && seconds(animationDuration) > 0) || seconds(transitionDuration) > 0;
  };
  return [...document.querySelectorAll(within)]
    .flatMap((part) => [part, ...part.querySelectorAll("*")])
    .filter(moving)
    .map((element) => `${element.tagName} ${element.className}`);
}

/**
 * Runs in the page: milliseconds from the beginning of the visit to the first paint, and to the end of the last long task
 * since, after which a press is answered at once; and how much of them long tasks took beyond 50 ms each.
 */
function readiness(): Promise<{ paint: number; usable: number; blocked: number }> {
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
  return new Promise((resolve) => {
    let usable = paint;
    let blocked = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        usable = Math.max(usable, startTime + duration);
        blocked += duration - 50;
      }
    });
    observer.observe({ type: "longtask", buffered: true });
    // What the browser has noted so far is delivered before the next frame but one.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve({ paint, usable, blocked })));
  });
}
