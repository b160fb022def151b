import type { Supergraph } from "@threefold/federation";
import type { ExecutorAnswer, GraphQLRequest } from "@threefold/graphql-http";
import { GraphQLError } from "graphql";
import type { SubgraphResponse, Variables } from "../../execution/execution.ts";
import type { ExecutionResult } from "../../execution/response.ts";
import { type Explaining, type ExplainTo, mayExplain, startExplaining } from "../../explain/explain.ts";
import type { Explanation } from "../../explain/explanation.ts";
import { type Admission, type Admitted, admit, type Sender } from "../../operation/admission.ts";
import { type AnalysedOperation, analyse } from "../../operation/analyse.ts";
import type { OperationCache } from "../../operation/cache.ts";
import type { DecideLabels } from "../../operation/decide-labels.ts";
import type { IncrementalSpec, TakesParts } from "../../operation/defer/index.ts";
import { executeWith, refusedVariables } from "../../operation/execute.ts";
import type { Guards } from "../../operation/guards.ts";
import type { Preparation, PreparedOperation } from "../../operation/prepare.ts";
import type { OperationSchema } from "../../operation/schema.ts";
import { createCaller } from "../../subgraph/caller.ts";
import type { SubgraphClient } from "../../subgraph/client.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import type { LogOperation } from "../operation-log.ts";
import type { Answers, CodedAnswer } from "./answers.ts";
import { createBegin } from "./begin.ts";
import { chooseDeferred } from "./choose-deferred.ts";
import { createConclude, explain } from "./conclude.ts";
import { createPrepareFor, unpreparedStatus } from "./prepare-for.ts";
import { createRunInParts, type PartedRun } from "./run-in-parts.ts";

export interface OperationsParts {
  readonly supergraph: Supergraph;
  readonly schema: OperationSchema;
  readonly cache: OperationCache;
  readonly guards: Guards;
  readonly decideLabels: DecideLabels;
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
  /** Whether everybody sees the same of it: nothing of that is decided for who sends it. */
  readonly isForAll: boolean;
  /** In which form it is answered in parts. Absent when the client does not take that, or nothing is deferred. */
  readonly spec?: IncrementalSpec | undefined;
  /** Absent unless it is to be explained. */
  readonly explaining?: Explaining | undefined;
  /** When the request began, in milliseconds of `performance.now()`. */
  readonly startedAt: number;
}

/** An operation that is ready to run, or what to answer in its place. */
export type Readiness =
  | { readonly ok: true; readonly operation: ReadyOperation }
  | { readonly ok: false; readonly answer: ExecutorAnswer };

export interface ExplainedResult extends ExecutionResult {
  /** Absent unless the operation was to be explained. */
  readonly explanation?: Explanation | undefined;
}

/** The way of operations from requests to answers. Nothing of it ever rejects, whatever a client sends. */
export interface Operations {
  /**
   * Makes a request's operation ready. What is refused has been logged.
   * @param takes that the client takes an answer in parts; without it nothing is deferred
   */
  prepare(request: GraphQLRequest, context: OperationContext, takes?: TakesParts): Promise<Readiness>;
  /** The same as `run`, for those who make the answer themselves. */
  result(operation: ReadyOperation, context: OperationContext): Promise<ExplainedResult>;
  /** Runs a query or a mutation, and logs it. */
  run(operation: ReadyOperation, context: OperationContext): Promise<ExecutorAnswer>;
  /** Runs an operation that has a `spec`, and logs it when the last of its parts was read, or nobody reads on. */
  runInParts(operation: ReadyOperation, context: OperationContext): Promise<PartedRun>;
  /** Answers a subscription whose client takes no stream. */
  refuseStream(operation: ReadyOperation, context: OperationContext): Promise<ExecutorAnswer>;
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
  /** The labels of `@override` that it depends on, and whether each was on when it was opened. Absent when there are none. */
  readonly labels: PreparedOperation["labels"];
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

  const prepareFor = createPrepareFor(parts);

  /** From an operation to what runs for its sender. */
  const makeReady = async (
    operation: AnalysedOperation,
    request: GraphQLRequest,
    context: OperationContext,
    takes: TakesParts | undefined,
  ): Promise<Omit<ReadyOperation, "startedAt"> | CodedAnswer> => {
    const coerced = operation.coerceVariables(request.variables ?? NO_VARIABLES);
    if (!coerced.ok) return answers.ofResult(refusedVariables(coerced.errors), context);
    const deferring = chooseDeferred(operation, coerced.values, request, takes);
    if (deferring instanceof GraphQLError) return answers.ofRefusal([deferring]);
    const { spec, choice } = deferring;
    const sender = senderOf(context);
    const explaining = mayExplain(request, context, parts.explain)
      ? startExplaining(context, parts.explain)
      : undefined;
    const reported = explaining === undefined ? guards : { ...guards, reportCost: true };
    const costs = context.goesOn ? { ...reported, budgets: undefined } : reported;
    const admitting = admit(operation, coerced.values, sender, costs, context.deadline.signal);
    const admitted = admitting instanceof Promise ? await admitting : admitting;
    if (!admitted.ok) return answers.ofRefusal(admitted.errors, unadmittedStatus(admitted));
    let preparation: Preparation;
    try {
      const preparing = prepareFor(operation, sender, choice, context);
      preparation = preparing instanceof Promise ? await preparing : preparing;
    } catch (error) {
      await admitted.admission.charge?.settle(0);
      throw error;
    }
    if (!preparation.ok) {
      await admitted.admission.charge?.settle(0);
      return answers.ofRefusal(preparation.errors, unpreparedStatus(preparation.errors));
    }
    const { operation: prepared } = preparation;
    return {
      prepared,
      variables: coerced.values,
      admission: admitted.admission,
      byPolicy: operation.authorisation.policies.length > 0,
      isForAll: operation.authorisation.requirements.length === 0 && operation.labels.length === 0,
      explaining,
      ...(prepared.parts.length > 0 && { spec }),
    };
  };

  const conclude = createConclude({ ...parts });

  return {
    async prepare(request, context, takes) {
      const startedAt = performance.now();
      let found: Found | undefined;
      const refused = (answer: CodedAnswer): Readiness => ({
        ok: false,
        answer: told(answer, startedAt, context, found?.operation),
      });
      try {
        found = find(request);
        if (found.refusal !== undefined) return refused(found.refusal);
        const ready = await makeReady(found.operation, request, context, takes);
        return "answer" in ready ? refused(ready) : { ok: true, operation: { ...ready, startedAt } };
      } catch (error) {
        return refused(answers.ofFailure(error, context));
      }
    },

    async result(operation, context) {
      const { prepared, variables, admission, explaining, startedAt } = operation;
      const { charge } = admission;
      if (prepared.kind === "mutation") context.deadline.commit();
      explaining?.begin();
      const result = await executeWith(prepared, variables, {
        call: createCaller(subgraphs, explaining?.context ?? context),
        signal: context.deadline.signal,
        observer: explaining?.observer,
        measured: charge !== undefined || explaining !== undefined,
      });
      if (charge !== undefined) await charge.settle(result.cost ?? 0);
      const codes = result.errors.map(({ extensions }) => String(extensions["code"]));
      logOperation({ operationName: prepared.name, type: prepared.kind, startedAt, codes }, context);
      return explaining === undefined ? result : { ...result, explanation: explain(operation, supergraph, result) };
    },

    async run(operation, context) {
      const { prepared, variables, admission, explaining, startedAt } = operation;
      try {
        if (prepared.kind === "mutation") context.deadline.commit();
        explaining?.begin();
        const result = await executeWith(prepared, variables, {
          call: createCaller(subgraphs, explaining?.context ?? context),
          signal: context.deadline.signal,
          observer: explaining?.observer,
          measured: admission.estimatedCost !== undefined,
        });
        const concluded = conclude(operation, result, context);
        const answer = concluded instanceof Promise ? await concluded : concluded;
        return told(answer, startedAt, context, prepared);
      } catch (error) {
        return told(answers.ofFailure(error, context), startedAt, context, prepared);
      }
    },

    runInParts: createRunInParts({ ...parts, conclude }),

    async refuseStream({ prepared, admission: { charge }, startedAt }, context) {
      await charge?.settle(0);
      return told(answers.ofRefusal([NEEDS_STREAM], { status: 406 }), startedAt, context, prepared);
    },

    begin: createBegin(parts),
  };
}

type Found =
  | { readonly operation: AnalysedOperation; readonly refusal?: undefined }
  | { readonly operation?: AnalysedOperation; readonly refusal: CodedAnswer };

const NO_VARIABLES: Readonly<Record<string, unknown>> = {};

const NEEDS_STREAM = new GraphQLError(
  "A subscription is answered as a stream, which this request does not take. Accept text/event-stream or " +
    "multipart/mixed;subscriptionSpec=1.0, or send it over a WebSocket by graphql-transport-ws.",
  { extensions: { code: "BAD_REQUEST" } },
);

const ONLY_POST = { status: 405, headers: { allow: "POST" } } as const;

const onlyQueries = (kind: string): GraphQLError =>
  new GraphQLError(`A ${kind} is not asked for by GET or QUERY: these only read. Send it by POST.`, {
    extensions: { code: "BAD_REQUEST" },
  });

/** A hash that is not known is no failure in Apollo's protocol: its clients then send the document. */
const statusOf = ({ extensions: { code } }: GraphQLError) =>
  code === "PERSISTED_QUERY_NOT_FOUND" ? { status: 200 } : {};

const unadmittedStatus = ({ errors, retryAfter }: Admitted & { readonly ok: false }) =>
  retryAfter === undefined ? unpreparedStatus(errors) : { status: 429, headers: { "retry-after": String(retryAfter) } };

function senderOf({ caller, origin, headers }: OperationContext): Sender {
  const { claims, client } = caller;
  return {
    claims,
    budget: client ?? `address ${origin.clientAddress}`,
    policyRequest: { client, scopes: claims.scopes, headers },
  };
}
