// What each of these programs needs beside its library: who asks, and what to say when nothing comes of it.

/** The header that says who asks, by the token in the variable TOKEN. Without one the program ends, and says how to get one. */
export function authorization(): { readonly authorization: string } {
  const { TOKEN } = process.env;
  if (TOKEN) return { authorization: `Bearer ${TOKEN}` };
  return end(
    "TOKEN is not set: it says who asks. Put TOKEN=$(npm run -s token -- --as ada) in front of the command",
    2,
  );
}

/** Ends the program with one line that says why. */
export function end(reason: string, code = 1): never {
  process.stderr.write(`${reason}\n`);
  process.exit(code);
}

/** How the gateway closes the connection of somebody whom it does not let in. With the same token it would do so again. */
const FORBIDDEN = 4403;

export const isRefusal = (error: unknown): boolean => isClose(error) && error.code === FORBIDDEN;

/** For graphql-ws, which would come back after a refusal, too. */
export const mayPass = (error: unknown): boolean => isClose(error) && !isRefusal(error);

/** What a library failed with, in words: the end of a WebSocket is no Error. */
export function reasonOf(error: unknown): string {
  if (isClose(error)) return `the gateway closed the connection: ${error.reason} (${error.code})`;
  if (Array.isArray(error)) return error.map(reasonOf).join("; ");
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}

const isClose = (error: unknown): error is { readonly code: number; readonly reason: string } =>
  typeof error === "object" && error !== null && "code" in error && "reason" in error;
