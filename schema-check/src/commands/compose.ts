import { relative } from "node:path";
import { composeFile, describeProblem } from "@threefold/federation";
import { readConfiguration, within } from "../configuration.ts";
import type { Outcome } from "../main.ts";
import type { Options } from "../options.ts";
import { EXIT } from "../verdict.ts";

/** `schema-check compose`: the supergraph as SDL; hints go to standard error. */
export async function runCompose(options: Options): Promise<Outcome> {
  const configuration = await readConfiguration(options.config);
  const { supergraphSdl, hints } = await composeFile(relative("", within(configuration, configuration.supergraph)));
  for (const hint of hints) if (hint.level === "WARN") process.stderr.write(`${describeProblem(hint)}\n`);
  return { text: supergraphSdl, exitCode: EXIT.safe };
}
