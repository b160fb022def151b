import { InvalidSupergraphError, type Supergraph } from "@threefold/federation";
import { createPlanner } from "@threefold/federation/planner";
import { GraphQLError } from "graphql";
import { createOperationCache } from "../../operation/cache.ts";
import { operationSchema } from "../../operation/prepare.ts";
import { createDocumentResolver, createRegisteredDocuments } from "../../operation/trusted-documents/index.ts";
import { DEVELOPMENT, PRODUCTION } from "../../operation/validation/rules.ts";
import type { Engine } from "../engine.ts";
import { operationLogger } from "../operation-log.ts";
import { createAnswers } from "./answers.ts";
import { createOperations } from "./operations.ts";

/** Memory for prepared operations, and for documents that clients registered, in bytes. */
const MAX_PREPARED_BYTES = 64 * 1024 * 1024;
const MAX_REGISTERED_BYTES = 16 * 1024 * 1024;

/** By which features a supergraph says that not everybody may ask for everything. */
const GUARD = /specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\//;

/**
 * What is loaded and not enforced would be a hole.
 * @throws InvalidSupergraphError naming a directive that guards fields, which this engine does not enforce
 */
function assertNoGuards(supergraph: Supergraph): void {
  const guard = GUARD.exec(supergraph.sdl)?.[1];
  if (guard === undefined) return;
  throw new InvalidSupergraphError(`the engine "threefold" cannot serve it: it does not enforce @${guard}`);
}

/** Our own engine: plans made in a thread of their own, compiled once for each document. */
export const threefold: Engine = {
  name: "threefold",
  async start(supergraph, options) {
    assertNoGuards(supergraph);
    const planner = createPlanner(supergraph.sdl);
    const answers = createAnswers(options);
    const logOperation = operationLogger(options.metrics);
    const operations = createOperations({
      supergraph,
      schema: operationSchema(supergraph, planner, options.introspection ? DEVELOPMENT : PRODUCTION),
      cache: createOperationCache(MAX_PREPARED_BYTES),
      resolveDocument: createDocumentResolver({
        mode: "off",
        registered: createRegisteredDocuments(MAX_REGISTERED_BYTES),
      }),
      subgraphs: options.subgraphs,
      answers,
      logOperation,
    });
    // The planner's thread is there before the first operation.
    void planner.plan("{ __typename }");
    return {
      async execute(request, context) {
        const readiness = await operations.prepare(request, context);
        if (!readiness.ok) return readiness.answer;
        const { operation } = readiness;
        if (operation.prepared.kind !== "subscription") return operations.run(operation, context);
        const { answer, codes } = answers.ofRefusal([NEEDS_STREAM], { status: 406 });
        const { name: operationName, kind: type } = operation.prepared;
        logOperation({ operationName, type, startedAt: operation.startedAt, codes }, context);
        return answer;
      },
      operations,
      close: () => planner.close(),
    };
  },
};

const NEEDS_STREAM = new GraphQLError(
  "A subscription is answered as a stream, which this request does not take: a single JSON response cannot hold it.",
  { extensions: { code: "BAD_REQUEST" } },
);
