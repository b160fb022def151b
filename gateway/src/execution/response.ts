import type { ResponseError } from "./execution.ts";

/** What an execution came to. */
export interface ExecutionResult {
  /** The whole response, as JSON text. */
  readonly text: string;
  /** The response's data alone, as JSON text. */
  readonly data: string;
  readonly errors: readonly ResponseError[];
  /**
   * Where what was fetched is not what the schema promises, so that null is shown. In the response only when there are
   * no errors: else they say why already. Where nothing is left of the data, these are the errors: it has some then.
   */
  readonly valueCompletion: readonly ResponseError[];
  readonly hasErrors: boolean;
  /** Whether nothing was run, since the request was wrong: then there is no data in the response, not even null. */
  readonly refused: boolean;
  /** What it did cost, when that was wanted. */
  readonly cost?: number;
}

/** A result with its text: errors first, as the specification advises. */
export function resultOf(
  data: string,
  found: readonly ResponseError[],
  valueCompletion: readonly ResponseError[] = [],
): ExecutionResult {
  const errors = found.length === 0 && data === "null" ? valueCompletion : found;
  const hasErrors = errors.length > 0;
  const text = hasErrors
    ? `{"errors":${errorsText(errors)},"data":${data}}`
    : valueCompletion.length > 0
      ? `{"data":${data},"extensions":{"valueCompletion":${errorsText(valueCompletion)}}}`
      : `{"data":${data}}`;
  return { text, data, errors, valueCompletion, hasErrors, refused: false };
}

/** JSON text of a list of errors, without what is for logs only. */
export const errorsText = (errors: readonly ResponseError[]): string =>
  JSON.stringify(errors.map(({ message, path, extensions }) => ({ message, path, extensions })));
