import { createHash } from "node:crypto";
import {
  errorCauses,
  isFed1Supergraph,
  printSchema,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph as SupergraphOfApollo,
} from "@apollo/federation-internals";
import { GraphQLError, type GraphQLSchema } from "graphql";
import { parseSubgraph, type SubgraphSchema } from "./subgraph-schema.ts";

/** A supergraph that has been read and found valid. */
export interface Supergraph {
  /** SHA-256 of the SDL, in hexadecimal digits: two supergraphs with one id are the same text. */
  readonly id: string;
  readonly sdl: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** What clients see: the supergraph without what only the gateway needs, and without what is `@inaccessible`. */
  readonly apiSchema: GraphQLSchema;
}

/** Text that is no supergraph that can be served. The message says why in one line. */
export class InvalidSupergraphError extends Error {
  override readonly name = "InvalidSupergraphError";
}

/**
 * Reads and validates the SDL of a Federation 2 supergraph, as composition writes it.
 * @throws InvalidSupergraphError when it is empty, not GraphQL, not a supergraph, or of a version or with a feature that is not known
 */
export function readSupergraph(sdl: string): Supergraph {
  if (sdl.trim() === "") throw new InvalidSupergraphError("the supergraph is empty");
  try {
    const supergraph = SupergraphOfApollo.build(sdl, {
      supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
      validateSupergraph: true,
    });
    if (isFed1Supergraph(supergraph.schema)) {
      throw new InvalidSupergraphError("this is a supergraph of Federation 1; compose it with Federation 2");
    }
    return {
      id: createHash("sha256").update(sdl).digest("hex"),
      sdl,
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
      apiSchema: supergraph.apiSchema().toGraphQLJSSchema(),
    };
  } catch (error) {
    if (error instanceof InvalidSupergraphError || !(error instanceof Error)) throw error;
    throw new InvalidSupergraphError(explain(error), { cause: error });
  }
}

/**
 * The subgraphs of a supergraph, as far as it still tells: their types, keys and fields, without comments and places.
 * @throws InvalidSupergraphError
 */
export function subgraphsOf(sdl: string, source: string): SubgraphSchema[] {
  const { subgraphs } = readSupergraph(sdl);
  const parts = SupergraphOfApollo.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES }).subgraphs();
  return subgraphs.flatMap(({ name, url }) => {
    const part = parts.get(name);
    return part ? [parseSubgraph(name, url, printSchema(part.schema), `${source}#${name}`)] : [];
  });
}

/** The first of Apollo's causes, on one line and with its place: whatever else is wrong mostly follows from it. */
function explain(error: Error): string {
  const causes: readonly Error[] = errorCauses(error) ?? [error];
  const [first = error, ...others] = causes;
  const location = first instanceof GraphQLError ? first.locations?.[0] : undefined;
  const place = location ? ` (line ${location.line}, column ${location.column})` : "";
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  return `${first.message.replace(/\s*\n\s*/g, " ")}${place}${more}`;
}
