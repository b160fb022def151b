import type { Supergraph } from "@threefold/federation";
import type { ExecutorAnswer, GraphQLRequest } from "@threefold/graphql-http";
import { GraphQLError } from "graphql";
import type { SubgraphResponse, Variables } from "../../execution/execution.ts";
import type { ExecutionResult } from "../../execution/response.ts";
import { type Explaining, type ExplainTo, mayExplain, startExplaining } from "../../explain/explain.ts";
import type { Explanation } from "../../explain/explanation.ts";
import { type Admission, admit, decide, type Sender } from "../../operation/admission.ts";
import { type AnalysedOperation, analyse } from "../../operation/analyse.ts";
import type { OperationCache } from "../../operation/cache.ts";
import { canonicalJson } from "../../operation/canonical-json.ts";
import { executeEvent, executeWith, refusedVariables } from "../../operation/execute.ts";
import type { Guards } from "../../operation/guards.ts";
import { type PreparedOperation, plan } from "../../operation/prepare.ts";
import type { OperationSchema } from "../../operation/schema.ts";
import { createCaller } from "../../subgraph/caller.ts";
import type { SubgraphClient } from "../../subgraph/client.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { LogOperation } from "../operation-log.ts";
import type { Answers, CodedAnswer } from "./answers.ts";
import { costHeaders } from "./cost-header.ts";

export interface OperationsParts {
  readonly supergraph: Supergraph;
  readonly schema: OperationSchema;
  readonly cache: OperationCache;
  readonly guards: Guards;
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
  readonly explain: ExplainTo;
  readonly answers: Answers;
  readonly logOperation: LogOperation;
}

/** A request's operation: found, checked, let in and planned. */
export interface ReadyOperation {
  readonly prepared: PreparedOperation;
  /** Coerced. */
  readonly variables: Variables;
  readonly admission: Admission;
  /** Whether who may see what was decided by the gateway's own code, by whatever that looks at. */
  readonly byPolicy: boolean;
  /** Absent unless it is to be explained. */
  readonly explaining?: Explaining | undefined;
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
  /** The same as `run`, for those who make the answer themselves. */
  result(operation: ReadyOperation, context: OperationContext): Promise<ExecutionResult>;
  /** Runs a query or a mutation, and logs it. */
  run(operation: ReadyOperation, context: OperationContext): Promise<ExecutorAnswer>;
  /** Makes a subscription ready to be opened, and logs it. Opening it costs what one event is estimated to. */
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
  /** Whether it is the same for everybody who may see the same of it. */
  readonly isPublic: boolean;
  /** How it is carried out, to be compared with another supergraph's way. */
  readonly plan: string;
  /** Makes the response for one event. It is not logged: events are many. Never rejects. */
  run(event: SubgraphResponse, context: OperationContext): Promise<EventAnswer>;
}

/** The response for one event. */
export interface EventAnswer {
  /** As JSON text. */
  readonly text: string;
  /** What it cost, where budgets are kept; undefined when it failed before that was known. */
  readonly cost?: number | undefined;
}

/** A subscription that can be opened, or what to answer in its place. */
export type Beginning =
  | { readonly ok: true; readonly subscription: ReadySubscription }
  | { readonly ok: false; readonly answer: ExecutorAnswer };

export function createOperations(parts: OperationsParts): Operations {
  const { supergraph, schema, cache, guards, subgraphs, answers, logOperation } = parts;

  /** Logs an answer, and gives it. */
  const told = (
    { answer, codes }: CodedAnswer,
    startedAt: number,
    context: OperationContext,
    operation?: Pick<AnalysedOperation, "name" | "kind">,
  ): ExecutorAnswer => {
    logOperation({ operationName: operation?.name, type: operation?.kind ?? "unknown", startedAt, codes }, context);
    return answer;
  };

  /** From a request to the operation that it means. */
  const find = (request: GraphQLRequest): Found => {
    const { operationName } = request;
    const resolution = guards.resolveDocument(request);
    if (!resolution.ok) return { refusal: answers.ofRefusal([resolution.error], statusOf(resolution.error)) };
    const { document } = resolution;
    const analysis = cache.analysis(supergraph.id, document, operationName, () =>
      analyse(document, operationName, schema),
    );
    if (!analysis.ok) return { refusal: answers.ofRefusal(analysis.errors) };
    const { operation } = analysis;
    if (!request.queriesOnly || operation.kind === "query") return { operation };
    return { operation, refusal: answers.ofRefusal([onlyQueries(operation.kind)], ONLY_POST) };
  };

  /** From an operation to what runs for its sender. */
  const makeReady = async (
    operation: AnalysedOperation,
    request: GraphQLRequest,
    context: OperationContext,
  ): Promise<Omit<ReadyOperation, "startedAt"> | CodedAnswer> => {
    const coerced = operation.coerceVariables(request.variables ?? NO_VARIABLES);
    if (!coerced.ok) return answers.ofResult(refusedVariables(coerced.errors), context);
    const sender = senderOf(context);
    const explaining = mayExplain(request, context, parts.explain)
      ? startExplaining(context, parts.explain)
      : undefined;
    const costs = explaining === undefined ? guards : { ...guards, reportCost: true };
    const admitted = await admit(operation, coerced.values, sender, costs);
    if (!admitted.ok) return answers.ofRefusal(admitted.errors, rateStatus(admitted.retryAfter));
    const decision = await decide(operation, sender, guards);
    const preparation = await cache.preparation(operation, decision, () => plan(operation, decision, schema));
    if (!preparation.ok) {
      await admitted.admission.charge?.settle(0);
      return answers.ofRefusal(preparation.errors);
    }
    const { operation: prepared } = preparation;
    const byPolicy = operation.authorisation.policies.length > 0;
    return { prepared, variables: coerced.values, admission: admitted.admission, byPolicy, explaining };
  };

  /** The response for one event, and what it cost where anybody wants to know. */
  const eventResult = async (
    prepared: PreparedOperation,
    event: SubgraphResponse,
    variables: Variables,
    explaining: Explaining | undefined,
    context: OperationContext,
  ): Promise<EventAnswer> => {
    const result = await executeEvent(prepared, event, variables, {
      call: createCaller(subgraphs, explaining?.context ?? context),
      signal: context.deadline.signal,
      observer: explaining?.observer,
      measured: guards.budgets !== undefined || explaining !== undefined,
    });
    return { text: answers.ofResult(result, context).answer.text, cost: result.cost };
  };

  return {
    async prepare(request, context) {
      const startedAt = performance.now();
      let found: Found | undefined;
      const refused = (answer: CodedAnswer): Readiness => ({
        ok: false,
        answer: told(answer, startedAt, context, found?.operation),
      });
      try {
        found = find(request);
        if (found.refusal !== undefined) return refused(found.refusal);
        const ready = await makeReady(found.operation, request, context);
        return "answer" in ready ? refused(ready) : { ok: true, operation: { ...ready, startedAt } };
      } catch (error) {
        return refused(answers.ofFailure(error, context));
      }
    },

    async result({ prepared, variables, admission: { charge }, startedAt }, context) {
      if (prepared.kind === "mutation") context.deadline.commit();
      const call = createCaller(subgraphs, context);
      const result = await executeWith(prepared, variables, {
        call,
        signal: context.deadline.signal,
        measured: charge !== undefined,
      });
      if (charge !== undefined) await charge.settle(result.cost ?? 0);
      const codes = result.errors.map(({ extensions }) => String(extensions["code"]));
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes }, context);
      return result;
    },

    async run({ prepared, variables, admission, byPolicy, explaining, startedAt }, context) {
      const { estimatedCost, charge } = admission;
      try {
        if (prepared.kind === "mutation") context.deadline.commit();
        explaining?.begin();
        const result = await executeWith(prepared, variables, {
          call: createCaller(subgraphs, explaining?.context ?? context),
          signal: context.deadline.signal,
          observer: explaining?.observer,
          measured: estimatedCost !== undefined,
        });
        if (charge !== undefined) await charge.settle(result.cost ?? 0);
        const { answer, codes } = answers.ofResult(result, context);
        const headers = {
          ...(guards.reportCost && estimatedCost !== undefined && costHeaders(estimatedCost, result.cost)),
          ...((byPolicy || explaining) && FOR_NOBODY_ELSE),
        };
        const explanation = explaining?.finish({
          name: prepared.name,
          kind: prepared.kind === "mutation" ? "mutation" : "query",
          supergraph: supergraph.id,
          plan: prepared.plan,
          startedAt,
          cost: { estimated: estimatedCost ?? 0, actual: result.cost ?? 0 },
        });
        const text = explanation === undefined ? answer.text : withExplanation(answer.text, explanation);
        return told({ answer: { ...answer, text, headers }, codes }, startedAt, context, prepared);
      } catch (error) {
        return told(answers.ofFailure(error, context), startedAt, context, prepared);
      }
    },

    begin({ prepared, variables, admission, explaining, startedAt }, context) {
      const { executable, sharing, plan: planned } = prepared;
      const { stream } = executable;
      if (stream === undefined || sharing === undefined) {
        // All that it asks for may not be seen.
        const errors = prepared
          .denied(variables)
          .map(({ message, extensions }) => new GraphQLError(message, { extensions }));
        return { ok: false, answer: told(answers.ofRefusal(errors), startedAt, context, prepared) };
      }
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes: [] }, context);
      return {
        ok: true,
        subscription: {
          subgraph: stream.subgraph,
          request: stream.request(variables),
          key: `${sharing.canonical} ${canonicalJson(variables)}${explaining ? " explained" : ""}`,
          // What is explained is for who may have it explained, and asked in their name.
          isPublic: sharing.isPublic && explaining === undefined,
          plan: JSON.stringify(planned),
          async run(event, context) {
            const receivedAt = performance.now();
            const explained = explaining && startExplaining(context, parts.explain);
            try {
              const { text, cost } = await eventResult(prepared, event, variables, explained, context);
              if (explained === undefined) return { text, cost };
              const explanation = explained.finish({
                name: prepared.name,
                kind: "subscription",
                supergraph: supergraph.id,
                plan: planned,
                startedAt: receivedAt,
                cost: { estimated: admission.estimatedCost ?? 0, actual: cost ?? 0 },
              });
              return { text: withExplanation(text, explanation), cost };
            } catch (error) {
              return answers.ofFailure(error, context).answer;
            }
          },
        },
      };
    },
  };
}

type Found =
  | { readonly operation: AnalysedOperation; readonly refusal?: undefined }
  | { readonly operation?: AnalysedOperation; readonly refusal: CodedAnswer };

function withExplanation(text: string, explain: Explanation): string {
  const body = JSON.parse(text);
  return JSON.stringify({ ...body, extensions: { ...body.extensions, explain } });
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = {};

const FOR_NOBODY_ELSE = { "cache-control": "private, no-store" };

const ONLY_POST = { status: 405, headers: { allow: "POST" } } as const;

const onlyQueries = (kind: string): GraphQLError =>
  new GraphQLError(`A ${kind} is not asked for by GET or QUERY: these only read. Send it by POST.`, {
    extensions: { code: "BAD_REQUEST" },
  });

/** A hash that is not known is no failure in Apollo's protocol: its clients then send the document. */
const statusOf = ({ extensions: { code } }: GraphQLError) =>
  code === "PERSISTED_QUERY_NOT_FOUND" ? { status: 200 } : {};

const rateStatus = (retryAfter: number | undefined) =>
  retryAfter === undefined ? {} : { status: 429, headers: { "retry-after": String(retryAfter) } };

function senderOf({ caller, origin, headers }: OperationContext): Sender {
  const { claims, client } = caller;
  return {
    claims,
    budget: client ?? `address ${origin.clientAddress}`,
    policyRequest: { client, scopes: claims.scopes, headers },
  };
}
