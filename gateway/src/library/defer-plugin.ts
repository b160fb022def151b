import { ReadableStream } from "node:stream/web";
import type { FormattedExecutionResult, GraphQLError, OperationDefinitionNode } from "graphql";
import type { TakesParts } from "../operation/defer/index.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";
import { streamFormsOf } from "../transport/streams/forms.ts";
import { errorsOf, type Refusals, refusalError } from "./apollo.ts";
import { type ContextParts, contextFor } from "./context.ts";
import { lowerCased } from "./request.ts";

/**
 * An `ApolloServerPlugin`. That type is not named, here or in anything that the package declares: those who use the gateway
 * as a function have no Apollo Server, and their compiler would find no such module.
 */
export interface DeferPlugin {
  requestDidStart(): Promise<{
    responseForOperation<Context extends DeferContext>(context: Context): Promise<DeferResponse<Context> | null>;
  }>;
}

/** What the plugin reads of the server's `GraphQLRequestContext`. */
interface DeferContext {
  readonly request: {
    readonly http?: { readonly headers: ReadonlyMap<string, string> };
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly extensions?: Readonly<Record<string, unknown>>;
  };
  readonly response: { readonly http: { readonly headers: Map<string, string> } };
  readonly contextValue: unknown;
  readonly source: string;
  readonly operation?: OperationDefinitionNode;
  readonly metrics: object;
  readonly requestIsBatched: boolean;
}

/** Its status and headers are those of the response that the server has begun: only the server can make new ones. */
interface DeferResponse<Context extends DeferContext> {
  readonly http: Context["response"]["http"];
  readonly body: DeferBody;
}

type DeferBody =
  | { readonly kind: "single"; readonly singleResult: FormattedExecutionResult }
  | {
      readonly kind: "incremental";
      readonly initialResult: DeferPart;
      readonly subsequentResults: AsyncIterable<DeferPart>;
    };

interface DeferPart {
  readonly hasNext: boolean;
}

/**
 * Answers operations with deferred fragments in parts, which Apollo Server cannot ask of a gateway, for clients that take
 * that. All else is left to the gateway.
 * @param refusals is told what is refused: the gateway says it, so that Apollo Server's plugins hear of it
 */
export function createDeferPlugin(
  generations: () => Promise<Generations>,
  parts: ContextParts,
  refusals: Refusals,
): DeferPlugin {
  return {
    requestDidStart: async () => ({
      async responseForOperation({ request: { http, variables, extensions }, response, source, operation, ...about }) {
        const takes = streamFormsOf(http?.headers.get("accept"))?.parts;
        if (takes === undefined || takes.isDefault || !source.includes("@defer")) return null;
        // Of a batch Apollo Server takes no parts: it would answer none of it.
        if (about.requestIsBatched) return null;
        // That there is no operation of this name, or that all has ended, is said where nothing is deferred either.
        if (operation === undefined) return null;
        const serving = await generations().catch(() => undefined);
        if (serving === undefined) return null;
        const refuse = (errors: readonly GraphQLError[]) => void refusals.set(about.metrics, errors);
        const headers = lowerCased(http?.headers ?? []);
        const sent = await contextFor({ headers, contextValue: about.contextValue }, parts);
        if ("refusal" in sent) {
          refuse([refusalError(sent.refusal)]);
          return null;
        }
        const asked = { query: source, operationName: operation.name?.value, variables, extensions };
        const body = await answer(asked, takes, sent.context, serving.hold(), refuse);
        if (body === null) return null;
        response.http.headers.set("cache-control", "no-store");
        return { http: response.http, body };
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

/** Lets go of the context and the hold when all is answered. */
async function answer(
  asked: Asked,
  takes: TakesParts,
  context: OperationContext & Disposable,
  hold: Hold,
  refuse: (errors: readonly GraphQLError[]) => void,
): Promise<DeferBody | null> {
  const end = () => {
    context[Symbol.dispose]();
    hold[Symbol.dispose]();
  };
  let goesOn = false;
  try {
    const { operations } = hold.generation.engine;
    const request = { ...asked, documentId: undefined, queriesOnly: false };
    const readiness = await operations?.prepare(request, context, takes);
    if (operations === undefined || readiness === undefined) return null;
    if (!readiness.ok) {
      refuse(errorsOf(readiness.answer));
      return null;
    }
    if (readiness.operation.spec === undefined) {
      await readiness.operation.admission.charge?.settle(0);
      return null;
    }
    const run = await operations.runInParts(readiness.operation, context);
    if (run.kind === "answer") return { kind: "single", singleResult: JSON.parse(run.answer.text) };
    goesOn = true;
    return {
      kind: "incremental",
      initialResult: JSON.parse(run.first),
      subsequentResults: partsOf(run.rest, context, end),
    };
  } finally {
    if (!goesOn) end();
  }
}

/** The parts, read as they come whether the host reads on or not: what they hold is let go of in any case. */
function partsOf(
  texts: AsyncIterable<string>,
  { deadline }: OperationContext,
  end: () => void,
): AsyncIterable<DeferPart> {
  let isWanted = true;
  return new ReadableStream<DeferPart>({
    async start(controller) {
      try {
        for await (const text of texts) {
          if (!isWanted) return;
          controller.enqueue(JSON.parse(text));
        }
        if (isWanted) controller.close();
      } finally {
        end();
      }
    },
    cancel() {
      isWanted = false;
      deadline.abandon(new Error("Nobody waits for the rest of the answer."));
    },
  });
}
