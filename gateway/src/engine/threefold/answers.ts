import type { ExecutorAnswer } from "@threefold/graphql-http";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { ResponseError } from "../../execution/execution.ts";
import type { ExecutionResult } from "../../execution/response.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import { errorFormatter, isInternal } from "../errors.ts";

/** An answer, and the codes of its errors for whoever logs it. */
export interface CodedAnswer {
  readonly answer: ExecutorAnswer;
  readonly codes: readonly string[];
}

type Status = Pick<ExecutorAnswer, "status" | "headers">;

/** Makes answers of what came of operations. */
export interface Answers {
  /** Of an operation that ran, or whose variables were wrong. */
  ofResult(result: ExecutionResult, context: OperationContext): CodedAnswer;
  /**
   * Errors of a part of an answer, as clients see them. What nobody expected is logged, and so is what is masked: the client
   * learns the id by which the log has it.
   */
  shown(errors: readonly ResponseError[], context: OperationContext): readonly GraphQLFormattedError[];
  /** Of a request that was not run. */
  ofRefusal(errors: readonly GraphQLError[], status?: Status): CodedAnswer;
  /** Of what nobody expected. It is logged: the client learns the id by which the log has it. */
  ofFailure(error: unknown, context: OperationContext): CodedAnswer;
}

/** @param options whether errors say what happened inside */
export function createAnswers(options: { readonly detailedErrors: boolean }): Answers {
  const format = errorFormatter(options);
  const isMasked = (error: ResponseError): boolean => !options.detailedErrors && isInternal(error);
  const shown: Answers["shown"] = (errors, { log, origin: { requestId } }) => {
    for (const { cause } of errors) {
      if (cause !== undefined && !(cause instanceof GraphQLError)) log.error({ err: cause }, "unexpected error");
    }
    const masked = errors.filter(isMasked);
    if (masked.length > 0) log.warn({ requestId, ...summary(masked) }, "errors are masked");
    return errors.map((error) => {
      const { message, path, cause } = error;
      const extensions = isMasked(error) ? { ...error.extensions, requestId } : error.extensions;
      return format({ message, extensions, ...(path && { path }) }, cause);
    });
  };
  return {
    shown,
    ofResult(result, context) {
      if (!result.hasErrors) return { answer: { text: result.text, outcome: "complete" }, codes: NONE };
      const { errors, data, refused } = result;
      const texts = shown(errors, context);
      const text = JSON.stringify(texts);
      return {
        answer: refused
          ? { text: `{"errors":${text}}`, outcome: "refused" }
          : { text: `{"errors":${text},"data":${data}}`, outcome: "partial" },
        codes: texts.map(codeOf),
      };
    },
    ofRefusal(errors, status = {}) {
      const texts = errors.map((error) => format(error.toJSON(), error));
      const codes = texts.map(codeOf);
      const outcome = codes.includes("GRAPHQL_PARSE_FAILED") ? "unreadable" : "refused";
      return { answer: { text: JSON.stringify({ errors: texts }), outcome, ...status }, codes };
    },
    ofFailure(error, { log, origin }) {
      log.error({ err: error }, "unexpected error");
      const code = "INTERNAL_SERVER_ERROR";
      const message = error instanceof Error ? error.message : String(error);
      const text = format({ message, extensions: { code, requestId: origin.requestId } }, error);
      return { answer: { text: JSON.stringify({ errors: [text] }), outcome: "refused", status: 500 }, codes: [code] };
    },
  };
}

const NONE: readonly string[] = [];

const MOST_LOGGED = 10;

/** For the log: of many errors with one message the first, and of many messages so many. */
function summary(masked: readonly ResponseError[]) {
  const first = new Map<string, { message: string; subgraph: unknown; path: ResponseError["path"] }>();
  for (const { message, path, extensions } of masked) {
    if (first.size === MOST_LOGGED) break;
    if (!first.has(message)) first.set(message, { message, subgraph: extensions["serviceName"], path });
  }
  return { errors: [...first.values()], count: masked.length };
}

const codeOf = ({ extensions }: GraphQLFormattedError): string => String(extensions?.["code"]);
