import { createHttpServer, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import Type from "typebox";
import { Agent, request } from "undici";
import { expect, test } from "vitest";
import { restApi } from "./api.ts";
import { publicFor } from "./cache.ts";
import { PROBLEMS, type ProblemType, problemOfCode } from "./problems.ts";
import { addRestScope } from "./scope.ts";

const Thing = Type.Object({ id: Type.String(), text: Type.String() }, { $id: "Thing", additionalProperties: false });

/** An edge with one resource, long enough to be coded. */
async function startThings() {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "things", level: "silent" }), metrics });
  const things = new Map([["long", "word ".repeat(1_000)]]);
  addRestScope(app, {
    title: "things",
    asProblem: () => undefined,
    coded: true,
    routes(scope) {
      const api = restApi(scope, () => things);
      const params = Type.Object({ id: Type.String() });
      const read = async (id: string) => {
        const text = things.get(id);
        return text === undefined ? null : { id, text };
      };
      api.read({
        id: "getThing",
        tag: "things",
        summary: "A thing",
        path: "/things/:id",
        params,
        answer: Thing,
        cache: publicFor(60),
        handle: (input) => read(input.params.id),
      });
      api.write({
        id: "changeThing",
        tag: "things",
        summary: "Changes a thing",
        method: "PATCH",
        path: "/things/:id",
        params,
        body: Type.Object({ text: Type.String() }, { additionalProperties: false }),
        answer: Thing,
        held: Thing,
        async handle({ params: { id }, body, precondition }) {
          const now = await read(id);
          if (!now) return null;
          precondition?.(now);
          things.set(id, body.text);
          return { id, text: body.text };
        },
      });
    },
  });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  return { ...listening, [Symbol.asyncDispose]: () => listening.close() };
}

const get = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await request(url, { headers, dispatcher: new Agent() });
  const bytes = await answer.body.bytes();
  return { status: answer.statusCode, headers: answer.headers, bytes };
};

test("each coding has an entity tag of its own, and each is known again", async () => {
  await using things = await startThings();
  const url = `${things.url}/things/long`;
  const tags = new Set<string>();
  for (const coding of ["identity", "gzip", "br", "zstd"]) {
    const accept = { "accept-encoding": coding };
    const answer = await get(url, accept);
    expect(answer.headers["content-encoding"] ?? "identity").toBe(coding);
    expect(answer.headers["vary"]).toBe("accept-encoding");
    const etag = String(answer.headers["etag"]);
    tags.add(etag);
    const again = await get(url, { ...accept, "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.bytes.length, again.headers["etag"]]).toEqual([304, 0, etag]);
    expect(again.headers["cache-control"]).toBe("public, max-age=60");
  }
  expect(tags.size).toBe(4);
  const [plain = ""] = tags;
  expect((await get(url, { "accept-encoding": "br", "if-none-match": plain })).status).toBe(200);
});

test("what nobody expected is told of without a word of what it was", async () => {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "broken", level: "silent" }), metrics });
  addRestScope(app, {
    title: "broken",
    asProblem: () => undefined,
    coded: true,
    routes(scope) {
      scope.get("/broken", () => {
        throw new Error("password: hunter2");
      });
    },
  });
  const answer = await app.inject({ url: "/broken" });
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ type: "https://threefold.example/problems/internal", status: 500 });
  expect(answer.body).not.toContain("hunter2");
  await app.close();
});

test("the description says what the routes take and give, and names schemas", async () => {
  await using things = await startThings();
  const document = JSON.parse(Buffer.from((await get(`${things.url}/openapi.json`)).bytes).toString());
  expect(document).toMatchObject({
    openapi: "3.1.0",
    paths: {
      "/things/{id}": {
        get: { operationId: "getThing", responses: { 200: { content: { "application/json": {} } } } },
        patch: { requestBody: { content: { "application/merge-patch+json": {} } } },
      },
    },
    components: { schemas: { Thing: { type: "object" }, Problem: { type: "object" } } },
  });
});

test("no two problems have the meaning of one of GraphQL's codes", () => {
  const all = Object.entries(PROBLEMS) as [ProblemType, { graphql?: string }][];
  for (const [type, { graphql }] of all) if (graphql !== undefined) expect(problemOfCode(graphql)).toBe(type);
});

const MEGABYTE = 1_048_576;

/** More than kernel and streams hold between the two ends of a connection on one machine. */
const UNDER_WAY = 64;

test("a stream is made no faster than the client takes it, and left when the client is gone", async () => {
  let made = 0;
  const left = Promise.withResolvers<void>();
  async function* chunks() {
    try {
      for (; made < 2_000; made++) yield "x".repeat(MEGABYTE);
    } finally {
      left.resolve();
    }
  }
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "stream", level: "silent" }), metrics });
  addRestScope(app, {
    title: "stream",
    asProblem: () => undefined,
    coded: false,
    routes(scope) {
      restApi(scope, () => undefined).stream({
        id: "exportThings",
        tag: "things",
        summary: "All things",
        path: "/things.txt",
        mediaType: "text/plain",
        cache: publicFor(60),
        handle: chunks,
      });
    },
  });
  const { url, close } = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  const { body } = await request(`${url}/things.txt`, { dispatcher: new Agent() });
  let taken = 0;
  for await (const chunk of body) {
    taken += chunk.length;
    expect(made).toBeLessThan(taken / MEGABYTE + UNDER_WAY);
    if (taken > 100 * MEGABYTE) break;
  }
  await left.promise;
  expect(made).toBeLessThan(2_000);
  await close();
});
