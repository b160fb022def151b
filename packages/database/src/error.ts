/** A database that cannot be used as it is, told in one line that names it and what is wrong. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/** An error's message on one line; a failed connection to several addresses tells the first. */
export function oneLine(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const message = first instanceof Error ? first.message : String(first);
  return message.replace(/\s+/g, " ").trim();
}
