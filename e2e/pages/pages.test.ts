import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeLanding, describeLive, describePlayground, launchBrowser, noBrowser } from "@threefold/web/testing";
import { afterAll, beforeAll, describe, inject } from "vitest";

const title =
  noBrowser === undefined ? "the running system's pages" : `the running system's pages (skipped: ${noBrowser})`;

describe.skipIf(noBrowser !== undefined)(title, { timeout: 60_000 }, () => {
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let pictures: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    pictures = await mkdtemp(join(tmpdir(), "threefold-pages-"));
  });
  afterAll(() => browser?.close());

  const pages = {
    url: () => inject("system").gateway,
    isWhole: true,
    browser: () => browser,
    pictures: () => pictures,
  };
  describeLanding(pages);
  describePlayground(pages);
  describeLive(pages);
});
