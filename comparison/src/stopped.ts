/** Somebody stopped the run before there was anything to show. */
export class Stopped extends Error {
  override readonly name = "Stopped";
  constructor() {
    super("the run was stopped");
  }
}
