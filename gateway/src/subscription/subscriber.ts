import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Delivery } from "./delivery.ts";

/** Why a client gets no more events. */
export type StreamEnd =
  | { readonly kind: "complete" }
  | { readonly kind: "failed"; readonly errors: readonly GraphQLFormattedError[] };

/** One client's subscription, as what feeds it sees it. */
export interface Subscriber {
  /** What happens from now on arrives. Called once at most, before the first response. */
  begun(): void;
  next(delivery: Delivery): void;
  /** Called once, and nothing after it; not when the subscriber leaves. */
  end(end: StreamEnd): void;
}

/** A client that gets one answer in parts. Unlike events, none of them may be left out. */
export interface PartsReader {
  /** @param text the part as JSON text */
  part(text: string): void;
  /** Called once, and nothing after it; not when the client leaves. */
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

/** The end of a stream because its server ends: another one takes it. */
export const COME_BACK: StreamEnd & { readonly kind: "failed" } = {
  kind: "failed",
  errors: [{ message: "This server ends: subscribe again.", extensions: { code: "SERVICE_RESTART" } }],
};

/** The end of a stream whose events cost more than its reader's budget has. */
export const unaffordable = ({ message, extensions: { http: _, ...extensions } }: GraphQLError): StreamEnd => ({
  kind: "failed",
  errors: [{ message, extensions }],
});

/** The end of a stream whose reader may no longer read it. */
export const forbidden = (message: string): StreamEnd => ({
  kind: "failed",
  errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }],
});
