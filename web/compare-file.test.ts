import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, noBrowser, visit } from "./testing/browser.ts";
import { TEST_TIMEOUT_MS } from "./testing/pages-under-test.ts";

const FILE = join(import.meta.dirname, "dist-compare/compare.html");
const BUILD_TIMEOUT_MS = 120_000;

beforeAll(() => {
  const vite = join(import.meta.dirname, "../node_modules/vite/bin/vite.js");
  const { status, stderr } = spawnSync(process.execPath, [vite, "build", "-c", "vite.compare.config.ts"], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the file cannot be built:\n${stderr}`);
}, BUILD_TIMEOUT_MS);

it("the comparison's file weighs less than 500 kB, compressed", () => {
  expect(gzipSync(readFileSync(FILE)).length).toBeLessThan(500_000);
});

const title = noBrowser === undefined ? "from a disk" : `from a disk (skipped: ${noBrowser})`;

describe.skipIf(noBrowser !== undefined)(title, { timeout: TEST_TIMEOUT_MS }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it("it shows its charts and takes choices, and asks nothing of any network", async () => {
    await using visitor = await visit(browser, "about:blank");
    const { page } = visitor;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(FILE).href);
    await page.getByRole("heading", { name: /expectations were right$/ }).waitFor();
    await page.getByRole("button", { name: "Cart badge" }).click();
    await page.getByRole("heading", { name: /^Cart badge: / }).waitFor();
    await page.getByRole("slider", { name: /^Round trip/ }).fill("10");
    expect(await page.getByRole("img").count()).toBeGreaterThan(3);
    expect(asked.filter((url) => !url.startsWith("file:"))).toEqual([]);
    expect(await page.getByRole("link", { name: "Playground" }).count()).toBe(0);
    expect(visitor.problems).toEqual([]);
  });
});
