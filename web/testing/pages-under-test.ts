/// <reference lib="dom" />
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** Where the pages are served, and what to look at them with. Read when a test runs. */
export interface PagesUnderTest {
  /** Their origin, for example `http://127.0.0.1:4000`. */
  readonly url: () => string;
  readonly browser: () => Browser;
  /** Whether the whole system is behind the pages, not samples. */
  readonly isWhole: boolean;
}

/** A browser on a busy machine is slow: what a test waits for comes by itself or not at all. */
export const TEST_TIMEOUT_MS = 60_000;

const SIZES = { laptop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** Each theme on each size of screen. */
export const LOOKS: readonly ({ name: string } & BrowserContextOptions)[] = (["light", "dark"] as const).flatMap(
  (colorScheme) =>
    Object.entries(SIZES).map(([size, viewport]) => ({ name: `${colorScheme}-${size}`, colorScheme, viewport })),
);

/** By how many pixels a page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
