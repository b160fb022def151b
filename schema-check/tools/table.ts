import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parse } from "yaml";

/** Writes the table of the corpus into README.md, or with `--check` says whether it is up to date. */
const { values } = parseArgs({ options: { check: { type: "boolean" } } });
const README = fileURLToPath(new URL("../README.md", import.meta.url));
const CORPUS = fileURLToPath(new URL("../corpus", import.meta.url));
const [BEGIN, END] = ["<!-- corpus: begin -->", "<!-- corpus: end -->"];

interface Case {
  readonly title: string;
  readonly findings: readonly { readonly code: string; readonly severity: string }[];
}

const rows = readdirSync(CORPUS).map((name) => {
  const { title, findings } = parse(readFileSync(`${CORPUS}/${name}/expected.yaml`, "utf8")) as Case;
  const found = [...new Set(findings.map(({ code, severity }) => `${severity} \`${code}\``))].join(", ");
  return `| [${name}](corpus/${name}) | ${title} | ${found || "nothing"} |`;
});
const table = [
  `The ${rows.length} cases:`,
  "",
  "| case | what changes | what is found |",
  "| --- | --- | --- |",
  ...rows,
].join("\n");
const text = readFileSync(README, "utf8");
const [head = "", rest = ""] = text.split(BEGIN);
const updated = `${head}${BEGIN}\n${table}\n${END}${rest.split(END)[1] ?? ""}`;
if (!values.check) writeFileSync(README, updated);
else if (updated !== text) {
  process.stderr.write(
    "schema-check/README.md: its table is stale: run `node schema-check/tools/table.ts` and commit it\n",
  );
  process.exitCode = 1;
}
