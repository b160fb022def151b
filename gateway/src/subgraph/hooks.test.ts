import { GraphQLError } from "graphql";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { type IdentityProvider, NO_CLAIMS } from "../identity/identity.ts";
import type { GatewayServerOptions } from "../service.ts";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors } from "../testing/library.ts";
import { failureOf, GOOD, QUERY, whileTimePasses } from "../testing/sending.ts";
import { startClient, startUpstream, status } from "../testing/upstream.ts";
import type { SubgraphRequestEvent, SubgraphResponseEvent } from "./hooks.ts";

describe("hooks of a client", () => {
  it("see a request before it is sent, may change its headers, and see how it ended", async () => {
    await using upstream = await startUpstream(status(503), GOOD);
    const ended: SubgraphResponseEvent[] = [];
    await using test = startClient(upstream.url, {
      hooks: {
        onSubgraphRequest: ({ headers }: SubgraphRequestEvent) => {
          headers["x-added"] = "1";
        },
        onSubgraphResponse: (event) => ended.push(event),
      },
    });
    await whileTimePasses(test, 10, test.client.send(QUERY, test.context()));
    expect(upstream.requests.map((headers) => headers["x-added"])).toEqual(["1", "1"]);
    expect(ended).toMatchObject([
      { subgraph: "books", kind: "query", retries: 1, outcome: { answer: { body: { data: { a: 1 } } } } },
    ]);
  });

  it("that do not end cost no more than the time that the operation has", async () => {
    await using upstream = await startUpstream(GOOD);
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    const onSubgraphRequest = () => {
      ask();
      return new Promise<void>(() => {});
    };
    await using test = startClient(upstream.url, { hooks: { onSubgraphRequest } });
    const failing = failureOf(test.client.send(QUERY, test.context()));
    await asked;
    test.clock.advance(10_000);
    expect(await failing).toMatchObject({ kind: "hurried", extensions: { code: "GATEWAY_TIMEOUT" } });
    expect(upstream.requests).toEqual([]);
  });

  it.each<[string, () => Promise<void>]>([
    [
      "throw",
      () => {
        throw new Error("no tenant");
      },
    ],
    ["reject", () => Promise.reject(new Error("no tenant"))],
  ])("that %s fail the request, which is no failure of the subgraph's", async (_how, onSubgraphRequest) => {
    await using upstream = await startUpstream(GOOD);
    const ended: SubgraphResponseEvent[] = [];
    let isBroken = true;
    await using test = startClient(upstream.url, {
      settings: { circuit: { failureShare: 0.1, minRequests: 1, windowMs: 10_000, openMs: 1_000 } },
      hooks: {
        onSubgraphRequest: () => (isBroken ? onSubgraphRequest() : undefined),
        onSubgraphResponse: (event) => ended.push(event),
      },
    });
    const failure = await failureOf(test.client.send(QUERY, test.context()));
    expect(failure).toMatchObject({
      kind: "hook failed",
      message: 'The subgraph "books" was not asked, since a hook failed.',
      detail: "no tenant",
      retries: 0,
    });
    expect(ended).toMatchObject([{ subgraph: "books", retries: 0, outcome: { failure } }]);
    expect([test.measured, test.client.circuit, upstream.requests]).toEqual([[], "closed", []]);
    isBroken = false;
    expect(await test.client.send(QUERY, test.context())).toMatchObject({ status: 200 });
  });

  it("may say in a GraphQL error what the client is told", async () => {
    await using upstream = await startUpstream(GOOD);
    const error = new GraphQLError("Not from there.", { extensions: { code: "FORBIDDEN" } });
    const onSubgraphRequest = () => Promise.reject(error);
    await using test = startClient(upstream.url, { hooks: { onSubgraphRequest } });
    await expect(test.client.send(QUERY, test.context())).rejects.toBe(error);
  });

  it.each<[string, () => unknown]>([
    [
      "break",
      () => {
        throw new Error("broken");
      },
    ],
    ["break later", () => Promise.reject(new Error("broken"))],
  ])("that %s do not break the answer", async (_when, onSubgraphResponse) => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url, { hooks: { onSubgraphResponse } });
    expect(await test.client.send(QUERY, test.context())).toMatchObject({ status: 200 });
  });
});

describe("what comes before a request and fails", () => {
  const fail = () => Promise.reject(new Error("connect ECONNREFUSED 10.1.2.3"));
  const unsigned: IdentityProvider = {
    identify: async () => ({ caller: { anonymous: true, claims: NO_CLAIMS, headersFor: fail } }),
  };

  it.each<[string, Partial<GatewayServerOptions>, string]>([
    ["a hook", { hooks: { onSubgraphRequest: fail } }, "a hook failed"],
    ["the identity provider", { identity: unsigned }, "the identity provider failed"],
  ])(
    "%s, is named in development, and in production is in the log by the id that the client gets",
    async (_what, options, why) => {
      await using authors = await startAuthors();
      const sdl = librarySupergraph({ books: authors.url, authors: authors.url });
      const lines: Record<string, unknown>[] = [];
      const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
      await using gateway = await startGateway(sdl, { ...options, logger });
      const { data, errors } = await gateway.ask("{ authors { name } }");
      expect(data).toBeNull();
      expect(errors).toEqual([
        {
          message: "Internal server error",
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) },
        },
      ]);
      expect(lines).toContainEqual(
        expect.objectContaining({
          msg: "subgraph not asked",
          requestId: errors?.[0]?.extensions["requestId"],
          err: expect.objectContaining({ message: "connect ECONNREFUSED 10.1.2.3" }),
        }),
      );
      await using developing = await startGateway(sdl, { ...options, detailedErrors: true });
      expect((await developing.ask("{ authors { name } }")).errors).toMatchObject([
        { message: `The subgraph "authors" was not asked, since ${why}. (connect ECONNREFUSED 10.1.2.3)` },
      ]);
    },
  );
});
