/// <reference lib="dom" />
import type { BrowserContextOptions, Page } from "playwright-core";
import { type Visit, visit } from "./browser.ts";
import type { PagesUnderTest } from "./pages-under-test.ts";

// GraphiQL puts a close button into each tab, and a button with role tab around both (nested-interactive).
export const GRAPHIQLS_OWN = [".graphiql-tabs"];

/** A visitor of the Playground who can begin. @param query of its address, for example `?operation=my-orders` */
export async function openPlayground(
  pages: PagesUnderTest,
  query: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const visitor = await visit(pages.browser(), `${pages.url()}/playground/${query}`, options);
  await ready(visitor.page);
  return visitor;
}

/** The editor shows its text and the schema has arrived. */
export async function ready(page: Page): Promise<void> {
  await page.locator(".graphiql-query-editor .view-line").first().waitFor();
  await page
    .getByRole("button", { name: /^Re-fetch GraphQL schema/ })
    .and(page.locator(":enabled"))
    .waitFor();
}

/** Subscribes with the open operation, buys something until an event of it arrives, and ends. */
export async function watchAnEvent(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Execute query/ }).click();
  await causeAnEvent(page);
  await page.getByRole("button", { name: /^Stop query/ }).click();
}

/** Buys something until an event arrives: the Playground does not show when a subscription has begun. */
export async function causeAnEvent(page: Page): Promise<void> {
  const arrived = page.locator(".graphiql-response").getByText('"data"');
  while (!(await arrived.isVisible())) {
    await page
      .locator(".story")
      .getByRole("button", { name: /^Place an order/ })
      .click();
    await page.locator(".cause").getByText("Placed").waitFor();
  }
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

/** Runs the open operation, and gives what the graph answered. */
export async function run(page: Page): Promise<Answer> {
  const name = await page.getByRole("tab", { selected: true }).innerText();
  const answered = nextAnswer(page, name);
  await page.getByRole("button", { name: /^Execute query/ }).click();
  const { type, body } = await answered;
  return type.startsWith("multipart/mixed") ? together(body) : JSON.parse(body);
}

/**
 * What the page is given for the operation of that name, next. It is read where the page reads it: a browser does not
 * keep every body for those who look at its traffic, and orders that are placed beside it are answered at any time.
 */
const nextAnswer = (page: Page, name: string): Promise<{ type: string; body: string }> =>
  page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const { fetch } = window;
        window.fetch = async (input, init) => {
          const response = await fetch(input, init);
          if (String(init?.body).includes(name)) {
            window.fetch = fetch;
            const type = response.headers.get("content-type") ?? "";
            resolve(
              response
                .clone()
                .text()
                .then((body) => ({ type, body })),
            );
          }
          return response;
        };
      }),
    name,
  );

/** The first part of an answer in parts, with the errors of all of them. */
function together(body: string): Answer {
  const parts: (Answer & { incremental?: readonly Answer[] })[] = [...body.matchAll(/^\{.*\}$/gm)].map(([part]) =>
    JSON.parse(part),
  );
  const errors = parts.flatMap((part) => [part, ...(part.incremental ?? [])]).flatMap(({ errors = [] }) => errors);
  return { data: parts[0]?.data, errors: errors.length > 0 ? errors : undefined };
}
