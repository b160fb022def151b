import { existsSync } from "node:fs";
import { relative } from "node:path";
import { validate } from "graphql";
import { composeSide } from "../composition/composed.ts";
import { readConfiguration, within } from "../configuration.ts";
import { createPricer } from "../cost/compare.ts";
import { mermaid } from "../cost/mermaid.ts";
import { planText } from "../cost/plans.ts";
import { CannotCheck, UsageError } from "../failure.ts";
import type { Outcome } from "../main.ts";
import type { KnownOperation } from "../operations/operation.ts";
import { readFiles, readOperations } from "../operations/read.ts";
import { type Options, oneOf } from "../options.ts";
import { readHead } from "../sources/base.ts";
import { EXIT } from "../verdict.ts";

/** `schema-check plan OPERATION`: how the gateway would answer it, over the working tree's subgraphs. */
export async function runPlan(options: Options): Promise<Outcome> {
  const [wanted] = options.operands;
  if (wanted === undefined) throw new UsageError("plan needs a file, or the name of a known operation");
  const configuration = await readConfiguration(options.config);
  const composed = composeSide(await readHead(relative("", within(configuration, configuration.supergraph))));
  if ("findings" in composed) throw new CannotCheck(composed.findings.map(({ message }) => message).join("\n"));
  const operation = await findOperation(wanted, configuration.folder, [
    ...configuration.operations,
    ...options.operations,
  ]);
  const errors = validate(composed.supergraph.apiSchema, operation.document);
  if (errors.length > 0) throw new CannotCheck(errors.map(({ message }) => `${operation.name}: ${message}`).join("\n"));
  const pricer = createPricer(composed);
  const plan = pricer.plan(operation);
  if (!plan) throw new CannotCheck(`${operation.name} cannot be planned`);
  const format = oneOf("--format", options.format, ["text", "json", "mermaid"] as const);
  const cost = pricer.cost(operation);
  const text = {
    text: () => `${planText(plan)}\ncost: ${cost}`,
    json: () => JSON.stringify({ version: 1, operation: operation.name, cost, plan }, undefined, 2),
    mermaid: () => mermaid(plan),
  }[format]();
  return { text, exitCode: EXIT.safe };
}

async function findOperation(wanted: string, folder: string, patterns: readonly string[]): Promise<KnownOperation> {
  const isFile = existsSync(wanted);
  const { operations, findings } = await (isFile
    ? readFiles(process.cwd(), [wanted])
    : readOperations(folder, patterns));
  const found = isFile ? operations[0] : operations.find(({ name }) => name === wanted);
  if (found) return found;
  const [problem] = isFile ? findings : [];
  const known = operations.map(({ name }) => name).join(", ") || "none";
  throw new CannotCheck(problem?.message ?? `there is no file and no known operation ${wanted}; known are: ${known}`);
}
