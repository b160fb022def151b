import { createClosableIterable, mapEvents } from "@threefold/events";
import type { Verified } from "@threefold/identity";
import type { Metrics } from "@threefold/telemetry";
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import { beginningOf, eventIdOf } from "./event.ts";

export interface SubscribeOptions {
  readonly schema: GraphQLSchema;
  readonly metrics: Pick<Metrics, "operations" | "subscriptions">;
  /** What resolvers get: made anew for each event, so that nothing stale is served. */
  readonly context: (caller: Verified, afterEventId?: string) => unknown;
  readonly formatError: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
}

/** One subscription, parsed and validated. */
export interface SubscriptionRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly caller: Verified;
  /** The last event that the subscriber has seen, when it reads on. */
  readonly afterEventId: string | undefined;
}

export interface Results extends AsyncIterableIterator<FormattedExecutionResult> {
  /** The event of the log that all of them come after, where there is a log. */
  readonly after: string | undefined;
}

/**
 * Subscribes.
 * @returns the results, or one result with the errors because of which there will be none
 */
export type Subscribe = (request: SubscriptionRequest) => Promise<Results | FormattedExecutionResult>;

/** Why a stream ends that has not come to its end: whoever follows it reads on after the last event that came. */
export const COME_BACK = {
  message: "This stream ends here: subscribe again.",
  extensions: { code: "SERVICE_UNAVAILABLE" },
};

/**
 * Each event is executed by itself, with a context and loaders of its own (GraphQL September 2025, section 6.2.3). A result
 * says in `extensions.eventId` where in the log it stands. A stream whose events cannot be read throws {@link COME_BACK}.
 */
export function createSubscribe({ schema, context, formatError, metrics }: SubscribeOptions): Subscribe {
  const format = ({ data, errors, extensions }: ExecutionResult): FormattedExecutionResult => ({
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
    ...(extensions && { extensions }),
  });
  return async ({ document, operationName, variables, caller, afterEventId }) => {
    const operation = { schema, document, operationName: operationName ?? null, variableValues: variables ?? null };
    const source = await createSourceEventStream({ ...operation, contextValue: context(caller, afterEventId) });
    const begun = Symbol.asyncIterator in source;
    metrics.operations.inc({ type: "subscription", outcome: begun ? "ok" : "error" });
    if (!begun) return format(source);
    const results = mapEvents(source as AsyncIterable<unknown>, async (root) => {
      const eventId = eventIdOf(root);
      const result = await execute({ ...operation, rootValue: root, contextValue: context(caller) });
      return format(eventId === undefined ? result : { ...result, extensions: { ...result.extensions, eventId } });
    });
    const broken = (error: unknown) => {
      // It is logged there, and said to nobody.
      formatError({ message: "" }, error);
      return new GraphQLError(COME_BACK.message, COME_BACK);
    };
    return Object.assign(counted(results, metrics.subscriptions, broken), { after: beginningOf(source) });
  };
}

function counted<Result>(
  results: AsyncIterableIterator<Result>,
  open: Metrics["subscriptions"],
  broken: (error: unknown) => Error,
): AsyncIterableIterator<Result> {
  open.inc();
  return createClosableIterable({
    pull: async () => {
      try {
        const { done, value } = await results.next();
        return done ? undefined : value;
      } catch (error) {
        throw broken(error);
      }
    },
    close() {
      open.dec();
      void results.return?.();
    },
  });
}
