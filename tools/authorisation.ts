import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rules as orders } from "../subgraphs/orders/src/authorisation.ts";
import { rules as products } from "../subgraphs/products/src/authorisation.ts";
import { rules as users } from "../subgraphs/users/src/authorisation.ts";
import { unguarded } from "./authorisation/coverage.ts";
import { documentOf } from "./authorisation/document.ts";
import { root } from "./system/paths.ts";

const FILE = "docs/authorisation.md";
const USAGE = `node tools/run.mjs authorisation          writes ${FILE} from the subgraphs' rules
node tools/run.mjs authorisation --check  says whether it is up to date, and writes nothing`;

/** Who may read and write what, from the tables that enforce it; and that nothing in the schemas goes without a rule. */
try {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) console.log(USAGE);
  else await run(values.check === true);
} catch (error) {
  console.error(`authorisation: ${error instanceof Error ? (error.message.split(". ")[0] ?? "") : error}`);
  process.exitCode = 1;
}

async function run(check: boolean): Promise<void> {
  const tables = { products, users, orders };
  const schemaOf = (name: string) => readFile(join(root, "subgraphs", name, "schema.graphql"), "utf8");
  const problems = await Promise.all(
    Object.entries(tables).map(async ([name, rules]) =>
      unguarded(await schemaOf(name), rules).map((p) => `${name}: ${p}`),
    ),
  );
  if (problems.flat().length > 0) throw new Error(problems.flat().join("; "));
  const text = documentOf(tables);
  const committed = await readFile(join(root, FILE), "utf8").catch(() => undefined);
  if (committed === text) return;
  if (check) throw new Error(`${FILE} is stale: run "node tools/run.mjs authorisation" and commit it`);
  await writeFile(join(root, FILE), text);
  console.log(`${FILE}: written from ${Object.keys(tables).join(", ")}`);
}
