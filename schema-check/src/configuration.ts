import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { CannotCheck } from "./failure.ts";
import { LINT_RULES } from "./lint/rules.ts";

const ruleName = z.enum(LINT_RULES.map(({ name }) => name) as [string, ...string[]]);

const shape = z.strictObject({
  /** The subgraphs, as rover reads them. */
  supergraph: z.string().default("supergraph.yaml"),
  /** Globs of the operations that clients send. */
  operations: z.array(z.string()).default([]),
  /** What somebody has taken responsibility for. */
  accepted: z.string().default("schema-check.accepted.yaml"),
  lint: z
    .strictObject({ off: z.array(ruleName).default([]), scope: z.enum(["changed", "all"]).default("changed") })
    .default({ off: [], scope: "changed" }),
  contracts: z
    .array(
      z.strictObject({
        name: z.string(),
        include: z.array(z.string()).default([]),
        exclude: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

export interface Configuration extends z.output<typeof shape> {
  /** What paths in it are seen from. */
  readonly folder: string;
}

export const CONFIGURATION_FILE = "schema-check.yaml";

/**
 * The configuration of a folder, or of a file that is named. Without one, the defaults.
 * @throws CannotCheck naming the file, the key, and what is expected
 */
export async function readConfiguration(named: string | undefined): Promise<Configuration> {
  const file = resolve(named ?? CONFIGURATION_FILE);
  if (!existsSync(file)) {
    if (named !== undefined) throw new CannotCheck(`--config ${named}: there is no such file`);
    return { ...shape.parse({}), folder: process.cwd() };
  }
  const parsed = shape.safeParse(readYaml(await readFile(file, "utf8"), named ?? CONFIGURATION_FILE) ?? {});
  if (parsed.success) return { ...parsed.data, folder: dirname(file) };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join(".") || "the file"}: ${message}`,
  );
  throw new CannotCheck(problems.map((problem) => `${named ?? CONFIGURATION_FILE}: ${problem}`).join("\n"));
}

function readYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new CannotCheck(`${file}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  }
}

/** A path of the configuration, seen from where the program runs. */
export const within = ({ folder }: Configuration, path: string): string => join(folder, path);
