import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from "@apollo/server";
import type { TakesParts } from "../operation/defer/index.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";
import { streamFormsOf } from "../transport/streams/forms.ts";
import { type ContextParts, contextFor } from "./context.ts";
import { lowerCased } from "./request.ts";

/**
 * Answers operations with deferred fragments in parts, which Apollo Server cannot ask of a gateway, for clients that take
 * that. All else, and what is refused, is left to the gateway.
 */
export function createDeferPlugin(generations: () => Promise<Generations>, parts: ContextParts): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      async responseForOperation({ request: { http, variables, extensions }, source, operationName }) {
        const { headers } = http ?? { headers: new HeaderMap() };
        const takes = streamFormsOf(headers.get("accept"))?.parts;
        if (takes === undefined || takes.isDefault || !source.includes("@defer")) return null;
        const sent = await contextFor({ headers: lowerCased(headers) }, parts);
        if ("refusal" in sent) return null;
        const asked = { query: source, operationName: operationName ?? undefined, variables, extensions };
        const hold = (await generations()).hold();
        return answer(asked, takes, sent.context, hold);
      },
    }),
  };
}

interface Asked {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/** Lets go of the context and the hold when the last part was read. */
async function answer(
  asked: Asked,
  takes: TakesParts,
  context: OperationContext & Disposable,
  hold: Hold,
): Promise<GraphQLResponse | null> {
  const end = () => {
    context[Symbol.dispose]();
    hold[Symbol.dispose]();
  };
  const { operations } = hold.generation.engine;
  const request = { ...asked, documentId: undefined, queriesOnly: false };
  const readiness = await operations?.prepare(request, context, takes);
  if (operations === undefined || readiness?.ok !== true || readiness.operation.spec === undefined) {
    if (readiness?.ok === true) await readiness.operation.admission.charge?.settle(0);
    end();
    return null;
  }
  const run = await operations.runInParts(readiness.operation, context);
  const http = { headers: new HeaderMap([["cache-control", "no-store"]]) };
  if (run.kind === "answer") {
    end();
    return { http, body: { kind: "single", singleResult: JSON.parse(run.answer.text) } };
  }
  return {
    http,
    body: { kind: "incremental", initialResult: JSON.parse(run.first), subsequentResults: read(run.rest, end) },
  };
}

async function* read<Part>(texts: AsyncIterable<string>, end: () => void): AsyncGenerator<Part> {
  try {
    for await (const text of texts) yield JSON.parse(text);
  } finally {
    end();
  }
}
