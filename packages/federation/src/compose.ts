import { type CompositionSuccess, composeServices } from "@apollo/composition";
import { FEDERATION_VERSIONS } from "@apollo/federation-internals";
import type { GraphQLError } from "graphql";
import { CompositionError, type Problem, problemOf } from "./problem.ts";
import { readSubgraphSchemas, type SubgraphSchema } from "./subgraph-schema.ts";
import { COMPOSITION_VERSION, readSupergraphYaml } from "./supergraph-yaml.ts";

/** What composition advises: the subgraphs do compose, but say things that someone may not have meant. */
export interface Hint extends Problem {
  readonly level: (typeof LEVELS)[number];
}

const LEVELS = ["WARN", "INFO", "DEBUG"] as const;

export interface Composition {
  /** The supergraph schema as SDL: the same text for the same subgraphs, whatever the order they were named in. */
  readonly supergraphSdl: string;
  readonly hints: readonly Hint[];
  /** What was composed, in the order of `supergraph.yaml`. */
  readonly subgraphs: readonly SubgraphSchema[];
}

/**
 * Composes the subgraphs that a `supergraph.yaml` names.
 * @throws CompositionError with every problem found: in the file, in a schema, or between schemas
 */
export async function composeFile(file: string): Promise<Composition> {
  return compose(await readSubgraphSchemas(await readSupergraphYaml(file)));
}

/**
 * Composes subgraphs into a supergraph, as Federation 2 defines it
 * (https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/composition).
 * @throws CompositionError with every problem found
 */
export function compose(subgraphs: readonly SubgraphSchema[]): Composition {
  const twice = subgraphs.find(({ name }, index) => subgraphs.findIndex((other) => other.name === name) !== index);
  if (twice) {
    const message = `two subgraphs are called ${JSON.stringify(twice.name)}`;
    throw new CompositionError([{ code: "DUPLICATE_SUBGRAPH", message, subgraph: twice.name }]);
  }
  const result = composeServices(subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })));
  if (result.errors) throw new CompositionError(result.errors.map(compositionProblem));
  return { supergraphSdl: result.supergraphSdl, hints: result.hints.map(hintOf), subgraphs };
}

function compositionProblem(error: GraphQLError): Problem {
  const problem = problemOf(error, "COMPOSITION_FAILED");
  if (problem.code !== "UNKNOWN_FEDERATION_LINK_VERSION") return problem;
  const known = `composition ${COMPOSITION_VERSION} knows versions up to ${FEDERATION_VERSIONS.latest().version}`;
  return { ...problem, message: `${problem.message}: ${known}` };
}

function hintOf(hint: CompositionSuccess["hints"][number]): Hint {
  const node = hint.nodes?.find((candidate) => candidate.loc !== undefined);
  return {
    code: hint.definition.code,
    level: LEVELS.find((level) => level === hint.definition.level.name) ?? "INFO",
    message: hint.message,
    subgraph: node?.subgraph,
    file: node?.loc?.source.name,
    line: node?.loc?.startToken.line,
    column: node?.loc?.startToken.column,
  };
}
