import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { importsOf } from "./arrows/imports.ts";
import { forbidden } from "./arrows/rules.ts";
import { failsInOneLine } from "./demo/failure.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";

const SOURCES =
  "{*.ts,{packages,subgraphs,gateway,rest,web,prisma,playground,e2e,bench,comparison,clients,monolith,schema-check,tools}/**/*.{ts,tsx,js,mjs}}";

/** Holds the arrows of the house: who may import whom. Prints each import that goes against them. */
await failsInOneLine("arrows", async () => {
  assertNoArguments("node tools/run.mjs arrows prints each import that goes against the arrows of the house.");
  const wrong: string[] = [];
  let files = 0;
  for await (const file of glob(SOURCES, {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|generated|dist)(\/|$)/.test(path),
  })) {
    files++;
    for (const imported of importsOf(file, readFileSync(join(root, file), "utf8"))) {
      const reason = forbidden(file, imported);
      if (reason) wrong.push(`${file} imports ${imported}: ${reason}`);
    }
  }
  if (files === 0) wrong.push("no source was found to look at");
  for (const line of wrong) console.error(line);
  console.log(`arrows: ${files} files, ${wrong.length} against the house`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
});
