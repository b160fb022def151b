/** A server that could not be started or stopped, for a reason the person at the keyboard can mend: one line. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}
