/** Why no verdict is possible. The message says it in one line for each reason, and what to do about it. */
export class CannotCheck extends Error {
  override readonly name = "CannotCheck";
}

/** The command line is wrong: usage is shown, and nothing was looked at. */
export class UsageError extends CannotCheck {}
