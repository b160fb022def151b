import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds against WCAG 2.2 AA and its own good practices, a line for each element.
 * @param exclude CSS selectors of parts that are not ours to mend
 */
export async function accessibilityViolations(page: Page, exclude: readonly string[] = []): Promise<string[]> {
  await page.evaluate(source);
  const context = JSON.stringify({ exclude: exclude.map((selector) => [selector]) });
  // Else it describes each element that passes, too, which takes many times as long as looking.
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${context}, { resultTypes: ["violations"] })`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}
