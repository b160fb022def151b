import type { ApolloServerOptions, ApolloServerPlugin, GraphQLRequestContext } from "@apollo/server";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { OperationContext } from "../../subgraph/context.ts";
import type { RecordUsage } from "../../usage/usage.ts";
import { operationLogger } from "../operation-log.ts";

/** Logs operations that Apollo Server answers, and what nobody expected of them. */
export function operationLog(metrics: Metrics, recordUsage?: RecordUsage): ApolloServerPlugin<OperationContext> {
  const logOperation = operationLogger(metrics, recordUsage);
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            if (error.extensions["code"] !== undefined) continue;
            contextValue.log.error({ err: error.originalError ?? error }, "unexpected error");
          }
        },
        async willSendResponse(context) {
          const event = {
            operationName: context.operationName ?? undefined,
            type: context.operation?.operation ?? "unknown",
            startedAt,
            codes: codesOf(context),
          } as const;
          logOperation(event, context.contextValue);
        },
      };
    },
  };
}

function codesOf({ response }: GraphQLRequestContext<OperationContext>): string[] {
  const { body } = response;
  const errors = (body?.kind === "single" ? body.singleResult : body?.initialResult)?.errors ?? [];
  return errors.map(({ extensions }) => String(extensions?.["code"]));
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
