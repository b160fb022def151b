import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { SubgraphFailure } from "../subgraph/failure.ts";

/**
 * What libraries are known to put into `extensions` that is about their insides; and `http`, from which Apollo Server
 * takes the status and headers of its own answer.
 */
const INTERNAL_EXTENSIONS = ["response", "exception", "stacktrace", "originalError", "debug", "http"];

const INTERNAL_CODES = ["INTERNAL_SERVER_ERROR", "DOWNSTREAM_SERVICE_ERROR"];

/** Whether nobody wrote an error for clients to read, by its code: its message is masked. */
export const isInternal = ({ extensions }: Pick<GraphQLFormattedError, "extensions">): boolean =>
  INTERNAL_CODES.includes(String(extensions?.["code"]));

/** How an error looks to a client. `error` is what it was made of, as far as that is known. */
export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * How errors look to clients. A subgraph's errors keep their message, code and `serviceName` when they have a code;
 * what is unexpected is told by its code and request id alone, unless errors are to be detailed.
 */
export function errorFormatter({ detailedErrors }: { readonly detailedErrors: boolean }): FormatError {
  return (formatted, error) => {
    const extensions = Object.entries(formatted.extensions ?? {});
    return {
      ...formatted,
      message: detailedErrors ? detailed(formatted, error) : masked(formatted),
      extensions: Object.fromEntries(extensions.filter(([name]) => !INTERNAL_EXTENSIONS.includes(name))),
    };
  };
}

function detailed(formatted: GraphQLFormattedError, error: unknown): string {
  const failure =
    error instanceof GraphQLError && error.originalError instanceof SubgraphFailure ? error.originalError : error;
  return failure instanceof SubgraphFailure ? `${formatted.message} (${failure.detail})` : formatted.message;
}

function masked(formatted: GraphQLFormattedError): string {
  if (!isInternal(formatted)) return formatted.message;
  const subgraph = formatted.extensions?.["serviceName"];
  return typeof subgraph === "string" ? `The subgraph "${subgraph}" failed.` : "Internal server error";
}
