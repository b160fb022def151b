import type { GraphQLFormattedError } from "graphql";

/** The beginning of a message with a response, whose JSON text and `}` come after it. */
export const nextPrefix = (id: string) => `{"id":${JSON.stringify(id)},"type":"next","payload":`;

/** What a close frame can say. It has room for 123 bytes of reason (RFC 6455, section 5.5). */
export const shortened = (reason: string): string => {
  const bytes = Buffer.from(reason);
  return bytes.length <= 123
    ? reason
    : bytes
        .subarray(0, 120)
        .toString()
        .replace(/\ufffd+$/, "");
};

export const tooMany = (limit: number): GraphQLFormattedError => ({
  message: `This connection has ${limit} operations under way, as many as one may have: end some first.`,
  extensions: { code: "TOO_MANY_SUBSCRIPTIONS", limit },
});

/** Errors of an answer of our own. */
export const errorsOf = (text: string): readonly GraphQLFormattedError[] => JSON.parse(text).errors;
