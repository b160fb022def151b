import { readFileSync } from "node:fs";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { request } from "undici";

// `@apollo/gateway` in Apollo Server, as its documents show it. `node stock.ts SUPERGRAPH PORT [undici]`

const [file = "", port, client] = process.argv.slice(2);

/** The stock data source over undici's `request`, all its hooks kept. */
async function fetchByUndici(url: string, init: { method?: string; headers?: object; body?: string | Buffer }) {
  const { statusCode, headers, body } = await request(url, {
    method: "POST",
    headers: init.headers as Record<string, string>,
    body: init.body ?? "",
  });
  const text = await body.text();
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    headers: new Headers({ "content-type": String(headers["content-type"]) }),
    text: async () => text,
    json: async () => JSON.parse(text),
  };
}

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(file, "utf8"),
  ...(client === "undici" && {
    buildService: ({ url = "" }: { url?: string }) =>
      new RemoteGraphQLDataSource({
        url,
        // It wants no more of a response than this has.
        fetcher: fetchByUndici as unknown as NonNullable<RemoteGraphQLDataSource["fetcher"]>,
      }),
  }),
});
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(port), host: "127.0.0.1" } });
