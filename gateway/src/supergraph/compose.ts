import {
  CompositionError,
  compose,
  describeProblem,
  digestOf,
  InvalidSupergraphError,
  readSubgraphSchemas,
  readSupergraphYaml,
} from "@threefold/federation";
import type { Clock } from "@threefold/upstream";
import { poll } from "./poll.ts";
import type { SupergraphSource } from "./source.ts";

/**
 * A supergraph composed here of what a `supergraph.yaml` names: files, or running subgraphs that are asked for their
 * schemas. They are looked at again and again, and composed anew when one says another thing. For development.
 * @param intervalMs milliseconds between two looks
 */
export function composeSource(
  path: string,
  { intervalMs, clock }: { intervalMs: number; clock: Clock },
): SupergraphSource {
  let composed: string | undefined;
  return {
    name: path,
    async read(closing) {
      try {
        const schemas = await readSubgraphSchemas(await readSupergraphYaml(path), undefined, closing);
        const digest = schemas.map((schema) => `${schema.name} ${digestOf(schema)}`).join("\n");
        if (digest === composed) return undefined;
        composed = undefined;
        const { supergraphSdl } = compose(schemas);
        composed = digest;
        return supergraphSdl;
      } catch (error) {
        // After a failure all is read anew, also when it is what it was before.
        composed = undefined;
        if (!(error instanceof CompositionError)) throw error;
        throw new InvalidSupergraphError(`${path} does not compose: ${explain(error)}`, { cause: error });
      }
    },
    forget() {
      composed = undefined;
    },
    follow: (changed, signal) => poll(intervalMs, clock, changed, signal),
  };
}

function explain({ problems }: CompositionError): string {
  const [first, ...others] = problems;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `${first === undefined ? "" : describeProblem(first).replace(/\s*\n\s*/g, " ")}${more}`;
}
