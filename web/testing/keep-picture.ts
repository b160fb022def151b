import { join } from "node:path";
import type { Page } from "playwright-core";

/** Keeps what a page looks like for people to see, where PICTURES names a folder: a long page takes seconds to draw. */
export async function keepPicture(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = process.env["PICTURES"];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}
