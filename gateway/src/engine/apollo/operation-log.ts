import type { ApolloServerOptions, ApolloServerPlugin, GraphQLRequestContext } from "@apollo/server";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { OperationContext } from "../../subgraph/context.ts";

/** One line and one count for each operation: what it is called, how long it took, what went wrong. Never its variables. */
export function operationLog(metrics: Metrics): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      const start = performance.now();
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            if (error.extensions["code"] !== undefined) continue;
            contextValue.log.error({ err: error.originalError ?? error }, "unexpected error");
          }
        },
        async willSendResponse(context) {
          const type = context.operation?.operation ?? "unknown";
          const codes = codesOf(context);
          metrics.operations.inc({ type, outcome: codes.length === 0 ? "ok" : "error" });
          context.contextValue.log.info(
            {
              operation: context.operationName ?? undefined,
              type,
              ms: Math.round(performance.now() - start),
              ...(codes.length === 0 ? {} : { errors: codes }),
            },
            "operation",
          );
        },
      };
    },
  };
}

/** Each code once: one failure may have cost many fields. */
function codesOf({ response }: GraphQLRequestContext<OperationContext>): string[] {
  const { body } = response;
  const errors = (body?.kind === "single" ? body.singleResult : body?.initialResult)?.errors ?? [];
  return [...new Set(errors.map(({ extensions }) => String(extensions?.["code"])))];
}

/** Apollo's libraries report their own starts and stops as news; here they are details. */
export function asApolloLogger(logger: Logger): NonNullable<ApolloServerOptions<OperationContext>["logger"]> {
  return {
    debug: (message) => logger.debug(message),
    info: (message) => logger.debug(message),
    warn: (message) => logger.warn(message),
    error: (message) => logger.error(message),
  };
}
