/** A wrong option: its message names it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** How it is used. */
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}
