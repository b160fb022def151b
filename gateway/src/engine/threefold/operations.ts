import type { Supergraph } from "@threefold/federation";
import type { ExecutorAnswer, GraphQLRequest } from "@threefold/graphql-http";
import { GraphQLError } from "graphql";
import type { SubgraphResponse } from "../../execution/execution.ts";
import type { OperationCache } from "../../operation/cache.ts";
import { canonicalJson } from "../../operation/canonical-json.ts";
import { execute, refusal } from "../../operation/execute.ts";
import { type OperationSchema, type PreparedOperation, prepare } from "../../operation/prepare.ts";
import type { ResolveDocument } from "../../operation/trusted-documents/index.ts";
import { createCaller } from "../../subgraph/caller.ts";
import type { SubgraphClient } from "../../subgraph/client.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { LogOperation } from "../operation-log.ts";
import type { Answers, CodedAnswer } from "./answers.ts";

export interface OperationsParts {
  readonly supergraph: Supergraph;
  readonly schema: OperationSchema;
  readonly cache: OperationCache;
  readonly resolveDocument: ResolveDocument;
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
  readonly answers: Answers;
  readonly logOperation: LogOperation;
}

/** A request's operation: found, checked and planned. */
export interface ReadyOperation {
  readonly prepared: PreparedOperation;
  /** As they came with the request. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** When the request began, in milliseconds of `performance.now()`. */
  readonly startedAt: number;
}

/** An operation that is ready to run, or what to answer in its place. */
export type Readiness =
  | { readonly ok: true; readonly operation: ReadyOperation }
  | { readonly ok: false; readonly answer: ExecutorAnswer };

/** The way of operations from requests to answers. Nothing of it ever rejects, whatever a client sends. */
export interface Operations {
  /** Makes a request's operation ready. What is refused has been logged. */
  prepare(request: GraphQLRequest, context: OperationContext): Promise<Readiness>;
  /** Runs a query or a mutation, and logs it. */
  run(operation: ReadyOperation, context: OperationContext): Promise<ExecutorAnswer>;
  /** Makes a subscription ready to be opened, and logs it. */
  begin(operation: ReadyOperation, context: OperationContext): Beginning;
}

/** A subscription that can be opened. */
export interface ReadySubscription {
  /** Whose events it is made of. */
  readonly subgraph: string;
  /** The request that opens the subgraph's stream, as JSON text. */
  readonly request: string;
  /** Two of one supergraph with the same key give the same answers to those who are told apart by nothing. */
  readonly key: string;
  /** Whether it is the same for everybody. */
  readonly isPublic: boolean;
  /** How it is carried out, to be compared with another supergraph's way. */
  readonly plan: string;
  /** Makes the response for one event. It is not logged: events are many. Never rejects. */
  run(event: SubgraphResponse, context: OperationContext): Promise<ExecutorAnswer>;
}

/** A subscription that can be opened, or what to answer in its place. */
export type Beginning =
  | { readonly ok: true; readonly subscription: ReadySubscription }
  | { readonly ok: false; readonly answer: ExecutorAnswer };

export function createOperations(parts: OperationsParts): Operations {
  const { supergraph, schema, cache, subgraphs, answers, logOperation } = parts;
  const prepareText = (text: string, name: string | undefined) => prepare(text, name, schema);

  /** Logs an answer, and gives it. */
  const told = (
    { answer, codes }: CodedAnswer,
    startedAt: number,
    context: OperationContext,
    prepared?: PreparedOperation,
  ): ExecutorAnswer => {
    logOperation({ operationName: prepared?.name, type: prepared?.kind ?? "unknown", startedAt, codes }, context);
    return answer;
  };

  return {
    async prepare(request, context) {
      const startedAt = performance.now();
      const refused = (answer: CodedAnswer, prepared?: PreparedOperation): Readiness => ({
        ok: false,
        answer: told(answer, startedAt, context, prepared),
      });
      try {
        const resolution = parts.resolveDocument(request);
        if (!resolution.ok) return refused(answers.ofRefusal([resolution.error], statusOf(resolution.error)));
        const { document } = resolution;
        const prepared = await cache.get(supergraph.id, document, request.operationName, prepareText);
        if (!prepared.ok) return refused(answers.ofRefusal(prepared.errors));
        const { operation } = prepared;
        if (request.queriesOnly && operation.kind !== "query") {
          return refused(answers.ofRefusal([onlyQueries(operation.kind)], ONLY_POST), operation);
        }
        return {
          ok: true,
          operation: { prepared: operation, variables: request.variables ?? NO_VARIABLES, startedAt },
        };
      } catch (error) {
        return refused(answers.ofFailure(error, context));
      }
    },

    async run({ prepared, variables, startedAt }, context) {
      try {
        const call = createCaller(subgraphs, context);
        const result = await execute(prepared, { variables, call, signal: context.deadline.signal });
        return told(answers.ofResult(result, context), startedAt, context, prepared);
      } catch (error) {
        return told(answers.ofFailure(error, context), startedAt, context, prepared);
      }
    },

    begin({ prepared, variables, startedAt }, context) {
      const { executable, sharing, plan } = prepared;
      const coerced = prepared.coerceVariables(variables);
      if (!coerced.ok) {
        return {
          ok: false,
          answer: told(answers.ofResult(refusal(coerced.errors), context), startedAt, context, prepared),
        };
      }
      const { stream } = executable;
      if (stream === undefined || sharing === undefined) {
        const failure = answers.ofFailure(new Error("a subscription has no stream"), context);
        return { ok: false, answer: told(failure, startedAt, context, prepared) };
      }
      const { values } = coerced;
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes: [] }, context);
      return {
        ok: true,
        subscription: {
          subgraph: stream.subgraph,
          request: stream.request(values),
          key: `${sharing.canonical} ${canonicalJson(values)}`,
          isPublic: sharing.isPublic,
          plan: JSON.stringify(plan),
          async run(event, context) {
            try {
              const call = createCaller(subgraphs, context);
              const result = await executable.executeEvent(event, values, { call, signal: context.deadline.signal });
              return answers.ofResult(result, context).answer;
            } catch (error) {
              return answers.ofFailure(error, context).answer;
            }
          },
        },
      };
    },
  };
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = {};

const ONLY_POST = { status: 405, headers: { allow: "POST" } } as const;

const onlyQueries = (kind: string): GraphQLError =>
  new GraphQLError(`A ${kind} is not asked for by GET or QUERY: these only read. Send it by POST.`, {
    extensions: { code: "BAD_REQUEST" },
  });

/** A hash that is not known is no failure in Apollo's protocol: its clients then send the document. */
const statusOf = ({ extensions: { code } }: GraphQLError) =>
  code === "PERSISTED_QUERY_NOT_FOUND" ? { status: 200 } : {};
