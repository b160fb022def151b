import type { ApolloServerPlugin } from "@apollo/server";
import type { OperationContext } from "../../subgraph/context.ts";

/** What somebody in particular was answered is for nobody else, whatever the parts of it said. */
export const privateAnswers: ApolloServerPlugin<OperationContext> = {
  async requestDidStart({ contextValue }) {
    const { caller, headers } = contextValue;
    if (caller.anonymous && headers.authorization === undefined) return;
    return {
      async willSendResponse({ response }) {
        response.http.headers.set("cache-control", "private, no-store");
      },
    };
  },
};
