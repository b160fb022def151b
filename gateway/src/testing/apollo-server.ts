import type { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

/** Serves by Apollo Server on a free port; at its end the server is stopped, and its gateway with it. */
export async function serve(server: ApolloServer): Promise<AsyncDisposable & { readonly url: string }> {
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: "127.0.0.1" } });
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}

/** Asks it. @param more what else the request says, beside its document */
export async function post(
  url: string,
  query: string,
  more: object = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, ...more }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
