import {
  describeCompareHere,
  describeLanding,
  describeLive,
  describePlayground,
  describeSwitches,
  launchBrowser,
  noBrowser,
  visit,
} from "@threefold/web/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

const title =
  noBrowser === undefined ? "the running system's pages" : `the running system's pages (skipped: ${noBrowser})`;

describe.skipIf(noBrowser !== undefined)(title, { timeout: 60_000 }, () => {
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  const pages = {
    url: () => inject("system").gateway,
    isWhole: true,
    browser: () => browser,
  };
  describeLanding(pages);
  describePlayground(pages);
  describeSwitches(pages);
  describeLive(pages);
  describeCompareHere(pages);

  test("the reference of the REST API shows its operations and asks nobody but where it comes from", async () => {
    await using visitor = await visit(browser, `${inject("system").gateway}/rest/reference/`);
    const { page } = visitor;
    await page.getByRole("heading", { name: "Threefold", level: 1 }).waitFor();
    await page.getByText("One product", { exact: true }).first().waitFor();
    expect(await page.title()).toContain("Threefold REST");
    expect(visitor.problems).toEqual([]);
  });
});
