import type { QueryPlan, ResponseNames, TypeHierarchy } from "@threefold/federation/planner";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import { compilePlan } from "./compile-plan.ts";
import type { Execution, ExecutionOptions, ResponseError, SubgraphResponse, Variables } from "./execution.ts";
import { Blame, compilePartsAt } from "./incremental/blame.ts";
import { type PartedResult, PartedSteps } from "./incremental/parted.ts";
import { Schedule } from "./incremental/schedule.ts";
import type { JsonObject } from "./json.ts";
import { planContext } from "./plan-context.ts";
import { compileAtPositions } from "./positions.ts";
import { FIRST } from "./projection/deferred.ts";
import { Deferring } from "./projection/deferring.ts";
import type { Fragments } from "./projection/fields.ts";
import { compileProject } from "./projection/project.ts";
import { type ExecutionResult, resultOf } from "./response.ts";
import { compileStream, type Stream } from "./stream.ts";

/** An operation that is ready to run, any number of times. */
export interface Executable {
  /**
   * Runs a query or a mutation.
   * @param variables coerced by the operation's definitions
   * @returns what there is to answer, whatever failed: never rejects
   */
  execute(variables: Variables, options: ExecutableOptions): Promise<ExecutionResult>;
  /**
   * Runs one with deferred fragments.
   * @returns when all has been fetched that is not deferred; never rejects
   */
  executeInParts(variables: Variables, options: PartedOptions): Promise<PartedResult>;
  /** For subscriptions: where the events come from. */
  readonly stream: Stream | undefined;
  /** For subscriptions: makes the response for one event. */
  executeEvent(event: SubgraphResponse, variables: Variables, options: ExecutableOptions): Promise<ExecutionResult>;
}

export interface ExecutableOptions extends ExecutionOptions {
  /** Errors of the operation that no fetch brings. They are told first, and each with the part that it belongs to. */
  readonly errors: readonly ResponseError[];
}

export interface PartedOptions extends ExecutableOptions {
  /** Whether a part says again what the client has of it already. */
  readonly repeats: boolean;
}

export interface ExecutableParts {
  readonly plan: QueryPlan;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  /** The API schema, against which the operation is valid. */
  readonly schema: GraphQLSchema;
  /** All types of the supergraph: with what is hidden from clients. */
  readonly types: TypeHierarchy;
  /** Under which names the operation was planned. */
  readonly names: ResponseNames;
  /** After how many answers code of its own is generated for it. */
  readonly generateAfter: number;
  /** Measures what an execution did cost, by the data that was fetched. */
  readonly measure?: ((data: JsonObject, variables: Variables) => number) | undefined;
}

/** Compiles a planned operation. */
export function compileExecutable(parts: ExecutableParts): Executable {
  const { plan, operation, fragments, schema, types, names, generateAfter, measure } = parts;
  const { node } = plan;
  const steps = node?.kind === "Subscription" ? node.rest : node;
  const context = planContext(steps, types);
  const run = steps && compilePlan(steps, [], context);
  const stream = node?.kind === "Subscription" ? compileStream(node.primary, context) : undefined;
  const project = compileProject(operation, fragments, schema, names, generateAfter);
  const atPositions = compileAtPositions(operation, fragments, schema, names);

  const finish = (execution: Execution, errors: readonly ResponseError[]): ExecutionResult => {
    const { data, problems } = project(execution.data, execution.variables);
    const found = errorsOf(execution, execution.errors);
    const result = resultOf(data, errors.length === 0 ? found : [...errors, ...found], problems);
    return measure && execution.measured ? { ...result, cost: measure(execution.data, execution.variables) } : result;
  };
  /** The error under the names that the client knows. */
  const shown = (error: ResponseError): ResponseError =>
    error.path?.some((part) => typeof part === "string" && names.given(part) !== part)
      ? { ...error, path: error.path.map((part) => (typeof part === "string" ? names.given(part) : part)) }
      : error;
  const errorsOf = ({ data, variables }: Execution, errors: readonly ResponseError[]) =>
    atPositions(errors, data, variables).map(shown);
  const runOn = async (execution: Execution, errors: readonly ResponseError[]): Promise<ExecutionResult> => {
    const targets = [execution.data];
    await run?.(execution, targets);
    return finish(execution, errors);
  };

  const partsAt = compilePartsAt(operation, fragments);
  return {
    async executeInParts(variables, { repeats, errors, ...options }) {
      const schedule = new Schedule();
      const deferring = new Deferring(repeats);
      const blame = new Blame(partsAt);
      const execution = { ...start(variables, options), schedule };
      await run?.(execution, [execution.data]);
      blame.add([...errors, ...errorsOf(execution, execution.errors)], FIRST);
      const { data, problems } = project(execution.data, variables, deferring);
      const steps = new PartedSteps(deferring.take(true).places, {
        execution,
        schedule,
        deferring,
        blame,
        shown: (late) => errorsOf(execution, late),
      });
      return {
        first: resultOf(data, blame.take(FIRST), problems),
        pending: steps.pending,
        steps: steps.steps(),
        cost: () => (measure && execution.measured ? measure(execution.data, variables) : undefined),
      };
    },
    execute: (variables, options) => runOn(start(variables, options), options.errors),
    stream,
    executeEvent(event, variables, options) {
      const execution = start(variables, options);
      stream?.receive(execution, event);
      return runOn(execution, options.errors);
    },
  };
}

function start(variables: Variables, { call, signal, observer, measured }: ExecutionOptions): Execution {
  const data: JsonObject = {};
  return { data, variables, errors: [], inFlight: new Map(), call, signal, observer, measured };
}
