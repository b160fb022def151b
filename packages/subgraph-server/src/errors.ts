import type { z } from "zod";

/** What can go wrong in a way that a client can act on. GraphQL has them as `extensions.code`. */
export type DomainErrorCode =
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "FORBIDDEN"
  | "GATEWAY_TIMEOUT"
  | "NOT_FOUND"
  | "RATE_LIMITED"
  | "SERVICE_UNAVAILABLE"
  | "UNAUTHENTICATED";

/** One argument that is wrong: where it stands, and what it must be. */
export interface InputProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** An error that a rule raises and a client may read. It knows nothing of GraphQL or HTTP; those give it their form. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: DomainErrorCode;
  readonly problems: readonly InputProblem[];

  constructor(code: DomainErrorCode, message: string, problems: readonly InputProblem[] = [], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.problems = problems;
  }

  /** Wrong input, with the path of each argument that is wrong. */
  static badInput(problems: readonly InputProblem[]): DomainError {
    const message = problems.map((problem) => `${problem.path.join(".")}: ${problem.message}`).join("; ");
    return new DomainError("BAD_USER_INPUT", message, problems);
  }
}

/**
 * Input that a rule can rely on.
 * @param path of the argument that holds the value, so that a problem is named where the client wrote it
 * @throws DomainError BAD_USER_INPUT that names every argument that is wrong, not only the first
 */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: readonly (string | number)[] = [],
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const inner = (part: PropertyKey) => (typeof part === "number" ? part : String(part));
  throw DomainError.badInput(
    result.error.issues.map((issue) => ({ path: [...path, ...issue.path.map(inner)], message: issue.message })),
  );
}
