import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { subgraphs } from "../../topology.ts";
import { root } from "../system/paths.ts";

const SUPERGRAPH = "gateway/supergraph.yaml";
const CHANGED = "subgraphs/orders/schema.graphql";
/** The field with its description. */
const FIELD = /^ {2}"[^"\n]*"\n {2}shipment: Shipment\n/m;

interface Report {
  readonly verdict: string;
  readonly findings: readonly Finding[];
}

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly affects?: readonly { readonly name: string; readonly place: { readonly file: string } }[];
}

/** Somebody takes a field out of a subgraph's schema, in a copy, and schema-check is asked whether that may be merged. */
export async function schemaScene(): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), "threefold-demo-"));
  try {
    for (const file of [SUPERGRAPH, ...subgraphs.map((name) => `subgraphs/${name}/schema.graphql`)]) {
      await cp(join(root, file), join(copy, file));
    }
    const schema = await readFile(join(copy, CHANGED), "utf8");
    if (!FIELD.test(schema)) throw new Error(`${CHANGED} has no Order.shipment to take away`);
    await writeFile(join(copy, CHANGED), schema.replace(FIELD, ""));
    console.log(`Somebody removes Order.shipment from ${CHANGED}; schema-check says`);
    const { verdict, findings } = await check(join(copy, SUPERGRAPH));
    for (const { code, message } of findings) console.log(`  ${code}: ${message}`);
    const broken = findings.flatMap(({ affects = [] }) => affects.map(({ name, place }) => `${name} (${place.file})`));
    for (const operation of new Set(broken)) console.log(`    breaks ${operation}`);
    console.log(verdict === "breaking" ? "It may not be merged." : "It may be merged.");
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The exit code says the verdict too; without a report there is none. */
const check = (changed: string): Promise<Report> =>
  new Promise((resolve, reject) => {
    const args = ["schema-check/bin/schema-check.js", "diff", SUPERGRAPH, changed, "--format", "json"];
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      if (stdout) resolve(JSON.parse(stdout));
      else reject(new Error(stderr.trim(), { cause: error }));
    });
  });
