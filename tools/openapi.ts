import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { typesOf } from "../rest/client/generate.ts";
import { describeAll } from "./openapi/describe.ts";
import { lint } from "./openapi/lint.ts";
import { merge } from "./openapi/merge.ts";
import { root } from "./system/paths.ts";

const FILE = "rest/openapi.json";
const TYPES = "rest/client/src/schema.d.ts";
const USAGE = `npm run openapi             writes ${FILE} from the routes of the services and the edge, and ${TYPES} from it
npm run openapi -- --check  says whether they are up to date, and writes nothing`;

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
  await keep(FILE, text, check);
  await keep(TYPES, await typesOf(text), check);
}

async function keep(file: string, text: string, check: boolean): Promise<void> {
  const committed = await readFile(join(root, file), "utf8").catch(() => undefined);
  if (committed === text) return;
  if (check) throw new Error(`${file} is stale: run "npm run openapi" and commit it`);
  await writeFile(join(root, file), text);
  console.log(`${file}: written`);
}
