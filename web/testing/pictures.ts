import { join } from "node:path";
import { launchBrowser, visit } from "./browser.ts";
import { servePages } from "./page-server.ts";
import { sampleSchema } from "./sample-schema.ts";
import { allUp, othersUp, sampleSystem } from "./samples.ts";

/** The pictures of `/compare/` that documents show: of the pages as they were built last. */
const PICTURES = [
  { file: "compare-ladder.png", section: "ladder" },
  { file: "compare-times.png", section: "times" },
];

const DOCS = join(import.meta.dirname, "../../docs");
const behind = { schema: await sampleSchema(), system: sampleSystem, ready: allUp, others: othersUp, answers: true };
await using server = await servePages(join(import.meta.dirname, "../dist"), behind);
await using browser = await launchBrowser();
await using visitor = await visit(browser, `${server.url}/compare/?screen=order-detail`, {
  viewport: { width: 1280, height: 900 },
});
for (const { file, section } of PICTURES) {
  await visitor.page.locator(`section[aria-labelledby=${section}]`).screenshot({ path: join(DOCS, file) });
  process.stdout.write(`docs/${file}\n`);
}
