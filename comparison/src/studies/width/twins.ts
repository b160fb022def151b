import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { codingFor } from "@threefold/http-server";
import { buildSchema, graphql } from "graphql";
import type { Places } from "../../client/api.ts";
import type { StandInField } from "./stand-in.ts";

/** Both APIs of one resource, over HTTP. */
export interface Twins extends AsyncDisposable {
  readonly places: Places;
}

/**
 * Serves a list of the stand-in as REST (`/things`, with `fields=`) and as GraphQL (`{ things { … } }`): the same rows, coded and
 * headed alike.
 */
export async function serveTwins(fields: readonly StandInField[]): Promise<Twins> {
  const rows = (fields[0]?.values ?? []).map((_, at) =>
    Object.fromEntries(fields.map(({ name, values }) => [name, values[at]])),
  );
  const schema = buildSchema(
    `type Query { things: [Thing!]! }\ntype Thing {\n${fields.map(({ name, type }) => `  ${name}: ${type}!`).join("\n")}\n}`,
  );
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const url = new URL(request.url ?? "/", "http://twins");
    if (url.pathname === "/graphql") {
      const { query } = JSON.parse(await text(request)) as { query: string };
      return graphql({ schema, source: query, rootValue: { things: rows } });
    }
    const chosen = url.searchParams.get("fields")?.split(",");
    return { data: chosen ? rows.map((row) => Object.fromEntries(chosen.map((name) => [name, row[name]]))) : rows };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (body) => send(response, JSON.stringify(body)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    places: { rest: origin, graphql: `${origin}/graphql` },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** What is short is not coded: as the system itself does it. */
function send(response: ServerResponse, body: string): void {
  const coded = codingFor("gzip", body) === undefined ? undefined : gzipSync(body);
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    vary: "accept-encoding",
    ...(coded && { "content-encoding": "gzip" }),
    "content-length": coded ? coded.length : Buffer.byteLength(body),
  });
  response.end(coded ?? body);
}
