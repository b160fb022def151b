import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeAll } from "./openapi/describe.ts";
import { lint } from "./openapi/lint.ts";
import { merge } from "./openapi/merge.ts";
import { root } from "./system/paths.ts";

const FILE = "rest/openapi.json";
const USAGE = `npm run openapi             writes ${FILE} from the routes of the services and the edge
npm run openapi -- --check  says whether it is up to date, and writes nothing`;

try {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) console.log(USAGE);
  else await run(values.check === true);
} catch (error) {
  console.error(`openapi: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function run(check: boolean): Promise<void> {
  const text = `${JSON.stringify(merge(await describeAll()), undefined, 2)}\n`;
  const problems = await lint(text);
  if (problems.length > 0) throw new Error(`the description is not good:\n${problems.join("\n")}`);
  const committed = await readFile(join(root, FILE), "utf8").catch(() => undefined);
  if (committed === text) return;
  if (check) throw new Error(`${FILE} is stale: run "npm run openapi" and commit it`);
  await writeFile(join(root, FILE), text);
  console.log(`${FILE}: written`);
}
