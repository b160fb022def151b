import type { GraphQLFormattedError } from "graphql";
import type { Delivery } from "./delivery.ts";

/** Why a client gets no more events. */
export type StreamEnd =
  | { readonly kind: "complete" }
  | { readonly kind: "failed"; readonly errors: readonly GraphQLFormattedError[] };

/** One client's subscription, as what feeds it sees it. */
export interface Subscriber {
  next(delivery: Delivery): void;
  /** Called once, and nothing after it; not when the subscriber leaves. */
  end(end: StreamEnd): void;
}

/** An end that clients of Apollo Router know: the stream may be asked for again, of the new schema. */
export const SCHEMA_RELOAD: StreamEnd = {
  kind: "failed",
  errors: [
    {
      message: "The schema has changed what this subscription means: subscribe again.",
      extensions: { code: "SUBSCRIPTION_SCHEMA_RELOAD" },
    },
  ],
};
