import { createServer } from "node:http";
import Fastify from "fastify";
import { Pool } from "undici";

// What somebody would make a forwarder of, by hand. Nothing is checked: what comes is taken for what was asked.

export interface Entity {
  readonly id: string;
  [field: string]: unknown;
}

/** Asks one subgraph, and gives the `data` of its answer. */
export type Ask = <Data>(query: string, variables: object) => Promise<Data>;

export function forwardTo(url: string): Ask {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections: 64 });
  const headers = { "content-type": "application/json" };
  return async (query, variables) => {
    const { body } = await pool.request({ method: "POST", path, headers, body: JSON.stringify({ query, variables }) });
    return JSON.parse(await body.text()).data;
  };
}

/**
 * One request for all the entities, each once; what comes is put into every place.
 * @param keys the fields of an entity that its subgraph must be told
 */
export async function complete(
  ask: Ask,
  type: string,
  fields: string,
  targets: readonly Entity[],
  keys: readonly string[],
): Promise<void> {
  const byId = new Map<string, Record<string, unknown>>();
  for (const target of targets) {
    if (!byId.has(target.id))
      byId.set(target.id, Object.fromEntries([["__typename", type], ...keys.map((key) => [key, target[key]])]));
  }
  const query = `query($r:[_Any!]!){_entities(representations:$r){...on ${type}{${fields}}}}`;
  const { _entities: entities } = await ask<{ _entities: object[] }>(query, { r: [...byId.values()] });
  const found = new Map([...byId.keys()].map((id, index) => [id, entities[index]]));
  for (const target of targets) Object.assign(target, found.get(target.id));
}

/** Answers an operation by its name. */
export type AnswerByName = (name: string, variables: object) => Promise<unknown>;

/** Serves operations at a port of this machine, by Node's own server. */
export function serveByName(port: number, answer: AnswerByName): void {
  createServer(async (request, response) => {
    const text = await textFor(Buffer.concat(await request.toArray()).toString(), answer);
    response.writeHead(200, { "content-type": JSON_TYPE, "content-length": Buffer.byteLength(text) });
    response.end(text);
  }).listen(port, "127.0.0.1");
}

/** The same by Fastify, which reads no more of a body than its text either. */
export function serveByNameInFastify(port: number, answer: AnswerByName): void {
  const app = Fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.post("/graphql", async (request, reply) => {
    reply.header("content-type", JSON_TYPE);
    return reply.send(await textFor(String(request.body), answer));
  });
  app.listen({ port, host: "127.0.0.1" });
}

const JSON_TYPE = "application/json; charset=utf-8";

async function textFor(body: string, answer: AnswerByName): Promise<string> {
  const { query, variables } = JSON.parse(body);
  const [, name = ""] = /^query (\w+)/.exec(query) ?? [];
  return JSON.stringify({ data: await answer(name, variables) });
}
