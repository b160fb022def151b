import { parseArgs } from "node:util";
import { UsageError } from "./failure.ts";
import { FAIL_ON, type FailOn } from "./verdict.ts";

export const FORMATS = ["text", "github", "markdown", "json", "sarif", "junit"] as const;

export const HELP = `schema-check [options]              compares the working tree with a base
schema-check diff BEFORE AFTER      compares two supergraph.yaml or composed supergraphs
schema-check compose                composes the subgraphs and prints the supergraph
schema-check plan OPERATION         prints the query plan of an operation: a file, or the name of a known operation
schema-check explain CODE           explains a code, and how to make such a change safely

  --base REF|FILE|URL        what to compare with; by default, where the branch left the main branch
  --config FILE              the configuration; schema-check.yaml by default
  --operations GLOB          operations in addition to the configuration's; may be repeated
  --usage FILE               how often each operation was sent, as threefold-gateway --usage writes it
  --ignore-unused-since 30d  do not fail for operations that nobody sent in so many days
  --fail-on KIND             dangerous, cost or lint; may be repeated. Breaking changes always fail
  --format FORMAT            ${FORMATS.join(", ")}; for plan: text, json, mermaid
  --output FILE              where the report goes; standard output by default
  --second-opinion           run @theguild/federation-composition too
  --all                      show safe changes too

Exit codes: 0 it may be merged, 1 it may not, 2 no verdict is possible.
`;

/** @throws UsageError naming the option */
export function readOptions(args: readonly string[]) {
  const { values, positionals } = parse(args);
  return {
    command: positionals[0] ?? "check",
    operands: positionals.slice(1),
    help: values.help ?? false,
    base: values.base,
    config: values.config,
    operations: values.operations ?? [],
    usage: values.usage,
    ignoreUnusedSinceDays: days(values["ignore-unused-since"]),
    failOn: (values["fail-on"] ?? []).map((value) => oneOf("--fail-on", value, FAIL_ON)) satisfies FailOn[],
    format: values.format ?? "text",
    output: values.output,
    secondOpinion: values["second-opinion"] ?? false,
    all: values.all ?? false,
  };
}

export type Options = ReturnType<typeof readOptions>;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        base: { type: "string" },
        config: { type: "string" },
        operations: { type: "string", multiple: true },
        usage: { type: "string" },
        "ignore-unused-since": { type: "string" },
        "fail-on": { type: "string", multiple: true },
        format: { type: "string" },
        output: { type: "string" },
        "second-opinion": { type: "boolean" },
        all: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @throws UsageError */
export function oneOf<Value extends string>(option: string, value: string, known: readonly Value[]): Value {
  const found = known.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option} is ${JSON.stringify(value)}: expected one of ${known.join(", ")}`);
}

function days(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const [, count] = /^(\d{1,4})d$/.exec(value) ?? [];
  if (count === undefined)
    throw new UsageError(`--ignore-unused-since is ${JSON.stringify(value)}: expected days, for example 30d`);
  return Number(count);
}
