import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibilityViolations } from "./testing/accessibility.ts";
import { launchBrowser, noBrowser, visit } from "./testing/browser.ts";
import { describeCompare } from "./testing/compare/index.ts";
import { describeLanding } from "./testing/describe-landing.ts";
import { describeLive } from "./testing/describe-live.ts";
import { describePlayground } from "./testing/describe-playground.ts";
import { describeQuality } from "./testing/describe-quality.ts";
import { keepPicture } from "./testing/keep-picture.ts";
import { type Behind, type PageServer, servePages } from "./testing/page-server.ts";
import { TEST_TIMEOUT_MS } from "./testing/pages-under-test.ts";
import { sampleSchema } from "./testing/sample-schema.ts";
import { allUp, othersUp, sampleSystem } from "./testing/samples.ts";

const ROOT = join(import.meta.dirname, "..");
const BUILD_TIMEOUT_MS = 120_000;

/** Builds the pages if they are stale. */
function buildPages(): void {
  const turbo = join(ROOT, "node_modules/.bin/turbo");
  const { status, stdout, stderr } = spawnSync(turbo, ["run", "build", "--filter=@threefold/web"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error(`the pages cannot be built:\n${stdout}${stderr}`);
}

beforeAll(buildPages, BUILD_TIMEOUT_MS);

const title = noBrowser === undefined ? "in a browser" : `in a browser (skipped: ${noBrowser})`;

describe.skipIf(noBrowser !== undefined)(title, { timeout: TEST_TIMEOUT_MS }, () => {
  let behind: Behind;
  let server: PageServer;
  let browser: Browser;
  beforeAll(async () => {
    behind = { schema: await sampleSchema(), system: sampleSystem, ready: allUp, others: othersUp, answers: true };
    server = await servePages(join(import.meta.dirname, "dist"), behind);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });
  afterEach(() => {
    behind.system = sampleSystem;
    behind.ready = allUp;
    behind.others = othersUp;
    behind.answers = true;
  });

  const pages = { url: () => server.url, isWhole: false, browser: () => browser };
  describeCompare(pages);
  describeLanding(pages);
  describePlayground(pages);
  describeLive(pages);
  describeQuality(pages);

  describe("when not all is well", () => {
    it("the landing page names the subgraph that is down", async () => {
      behind.ready = { status: "not ready", checks: { ...allUp.checks, users: { status: "down", detail: "refused" } } };
      await using visitor = await visit(browser, server.url);
      await visitor.page.getByText("users is down").waitFor();
      await visitor.page.locator(".processes li", { hasText: "users" }).getByText("refused").waitFor();
    });

    it("the landing page tells a database from the process that misses it, and which process is gone", async () => {
      const { "/status/rest/ready": _gone, ...others } = othersUp;
      const detail = "the database refuses connections";
      const lost = { status: "not ready", checks: { database: { status: "down", detail } } };
      behind.others = { ...others, "/status/orders/ready": lost };
      await using visitor = await visit(browser, server.url);
      const { page } = visitor;
      await page.getByText("rest and PostgreSQL are down").waitFor();
      const row = (name: string) => page.locator(".processes li", { hasText: name });
      expect(await row("Carts, orders").innerText()).toMatch(/in part\s+without database/);
      expect(await row("PostgreSQL").innerText()).toContain(detail);
      expect(await row("The same data as REST").innerText()).toContain("/status/rest/ready does not answer");
      await keepPicture(page, "landing-down", true);
      expect(await accessibilityViolations(page)).toEqual([]);
    });

    it("the landing page says how to start a gateway that does not answer, and finds it when it is back", async () => {
      await using visitor = await visit(browser, server.url);
      await visitor.page.clock.install();
      await visitor.page.reload();
      await visitor.page.getByText("Everything is up").waitFor();
      behind.answers = false;
      await visitor.page.clock.fastForward("00:05");
      await visitor.page.getByText("The gateway does not answer", { exact: true }).waitFor();
      await visitor.page.getByRole("button", { name: "Ask again" }).click();
      await visitor.page.getByText("Nothing answers at").waitFor();
      behind.answers = true;
      await visitor.page.clock.fastForward("00:05");
      await visitor.page.getByText("Everything is up").waitFor();
    });

    it("the landing page has no people and no addresses where none are told, and no error", async () => {
      behind.system = undefined;
      await using visitor = await visit(browser, server.url);
      await visitor.page.locator(".processes li", { hasText: "orders" }).getByText("up").waitFor();
      expect(await visitor.page.getByRole("heading", { name: "Who you can be" }).count()).toBe(0);
      expect(visitor.problems).toEqual([]);
    });

    it("the Playground says that nothing answers", async () => {
      await using visitor = await visit(browser, `${server.url}/playground/`);
      await visitor.page.locator(".graphiql-query-editor .view-line").first().waitFor();
      behind.answers = false;
      await visitor.page.getByRole("button", { name: /^Execute query/ }).click();
      await visitor.page.locator(".graphiql-response").getByText("Nothing answers at /graphql").waitFor();
    });
  });

  it("signing in on the landing page is asking as that person in the Playground", async () => {
    await using visitor = await visit(browser, server.url);
    const { page } = visitor;
    await page.getByRole("button", { name: "Sign in as Ada" }).click();
    await page.getByText("Signed in", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Playground", exact: true }).click();
    const asked = page.waitForRequest((request) => request.headers()["authorization"] !== undefined);
    await page.getByRole("button", { name: /^Execute query/ }).click();
    expect((await asked).headers()["authorization"]).toMatch(/^Bearer \S+$/);
    expect(await page.getByLabel("Ask as").inputValue()).toBe("ada");
  });

  it("a token that has ended is renewed before the Playground asks", async () => {
    await using visitor = await visit(browser, `${server.url}/playground/?as=ada`);
    const { page } = visitor;
    await page.locator(".graphiql-query-editor .view-line").first().waitFor();
    await page.evaluate(() => {
      const session = JSON.parse(sessionStorage.getItem("threefold:session") ?? "{}");
      const ended = { ...session, expiresAt: new Date().toISOString() };
      sessionStorage.setItem("threefold:session", JSON.stringify(ended));
    });
    const renewed = page.waitForRequest((request) => request.postData()?.includes("SignIn") ?? false);
    await page.getByRole("button", { name: /^Execute query/ }).click();
    expect((await renewed).postDataJSON()).toMatchObject({ variables: { username: "ada" } });
    await page.locator(".graphiql-response .view-line").nth(5).waitFor();
  });

  it.each([
    ["the landing page's", "/", 80_000],
    ["the live board's", "/live/", 150_000],
  ])("%s scripts weigh less than they may, compressed", async (_whose, path, budget) => {
    await using visitor = await visit(browser, "about:blank");
    const scripts: Promise<Buffer>[] = [];
    visitor.page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith(".js")) scripts.push(response.body());
    });
    await visitor.page.goto(`${server.url}${path}`, { waitUntil: "networkidle" });
    const weights = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
    expect(weights.length).toBeGreaterThan(1);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(budget);
  });
});
