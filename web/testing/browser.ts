import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from "playwright-core";

const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why there is no browser to test in; undefined when there is one. */
export const noBrowser: string | undefined = existsSync(EXECUTABLE)
  ? undefined
  : `no Chromium at ${EXECUTABLE}: set CHROMIUM to one`;

/** A browser that asks nobody for anything by itself. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What went wrong so far: script errors, console errors, failed requests, requests to another address. */
  readonly problems: readonly string[];
}

/** A visitor who was never here before, watched. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const { origin } = new URL(url);
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  const unstored = new WeakSet<Request>();
  page.on("response", (response) => {
    if (response.headers()["cache-control"]?.includes("no-store")) unstored.add(response.request());
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Streams end when their reader leaves; and Chromium says so of all that may not be stored and is read as a stream.
    if (reason === "net::ERR_ABORTED" && unstored.has(request)) return;
    problems.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith("http") && to.origin !== origin) problems.push(`asked elsewhere: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url);
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}
