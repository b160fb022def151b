import { describe, expect, it } from "vitest";
import { failureOf, GOOD, QUERY } from "../testing/sending.ts";
import { graphql, startClient, startUpstream, status } from "../testing/upstream.ts";
import { createCaller } from "./caller.ts";
import { startDeadline } from "./deadline.ts";

describe("an answer", () => {
  it("comes with its status, headers, length and data, and tells how long it may be kept", async () => {
    await using upstream = await startUpstream(
      graphql({ data: { a: "ä" } }, { "cache-control": "max-age=60, public" }),
    );
    await using test = startClient(upstream.url);
    const context = test.context();
    expect(await test.client.send(QUERY, context)).toMatchObject({
      status: 200,
      body: { data: { a: "ä" } },
      bytes: 19,
      retries: 0,
    });
    expect(context.cache.policy).toEqual({ maxAge: 60, isPublic: true });
  });

  it("may say in several lines how long it may be kept", async () => {
    await using upstream = await startUpstream((response) =>
      response
        .setHeader("cache-control", ["max-age=60", "public"])
        .setHeader("content-type", "application/json")
        .end('{"data":{"a":1}}'),
    );
    await using test = startClient(upstream.url);
    const context = test.context();
    await test.client.send(QUERY, context);
    expect(context.cache.policy).toEqual({ maxAge: 60, isPublic: true });
  });

  it("that is too large is cut off while it comes", async () => {
    const endless = graphql({ data: { a: "x".repeat(2_000_000) } });
    await using upstream = await startUpstream(endless);
    await using test = startClient(upstream.url, { settings: { maxResponseBytes: 1_000 } });
    expect((await failureOf(test.client.send(QUERY, test.context()))).kind).toBe("too large");
  });
});

describe("our own executor", () => {
  it("gets data and errors as they are, and a subgraph's failure as an error", async () => {
    const answer = { data: { a: null }, errors: [{ message: "no", path: ["a"] }], extensions: { ignored: true } };
    await using upstream = await startUpstream(graphql(answer), status(500));
    await using test = startClient(upstream.url);
    const caller = createCaller(new Map([["books", test.client]]), test.context());
    const request = { subgraph: "books", operationKind: "query", body: QUERY.body } as const;
    expect(await caller.fetch(request)).toEqual({ status: 200, data: answer.data, errors: answer.errors });
    expect((await failureOf(caller.fetch(request))).kind).toBe("broken");
  });
});

describe("the deadline", () => {
  it("travels in a header, as what is left of it", async () => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url);
    const context = test.context();
    test.clock.advance(4_000);
    await test.client.send(QUERY, context);
    expect(upstream.requests[0]?.["x-deadline-ms"]).toBe("6000");
  });

  it("ends a request that hangs, and closes its connection", async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    await using upstream = await startUpstream((response) => {
      response.on("close", () => resolve());
      arrive();
    });
    await using test = startClient(upstream.url);
    const failing = failureOf(test.client.send(QUERY, test.context()));
    await arrived;
    test.clock.advance(10_000);
    expect((await failing).extensions["code"]).toBe("GATEWAY_TIMEOUT");
    await closed;
  });

  it("that is over keeps a request from being sent", async () => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url);
    const deadline = startDeadline(1, test.clock);
    test.clock.advance(1);
    expect((await failureOf(test.client.send(QUERY, test.context({ deadline })))).kind).toBe("hurried");
    expect(upstream.requests).toEqual([]);
  });

  it("of one attempt may be shorter than the operation's", async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    await using upstream = await startUpstream(() => arrive());
    await using test = startClient(upstream.url, { settings: { timeout: 500 } });
    const context = test.context();
    const failing = failureOf(test.client.send(QUERY, context));
    await arrived;
    expect(upstream.requests[0]?.["x-deadline-ms"]).toBe("500");
    test.clock.advance(500);
    expect((await failing).kind).toBe("late");
    expect(context.deadline.signal.aborted).toBe(false);
  });
});

describe("header rules", () => {
  it("forward, remove and set, by subgraph over all, and touch neither the connection nor who asks", async () => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url, {
      headers: {
        all: { forward: ["accept-language", "x-hop"], set: { "x-from": "all" }, remove: ["x-request-id"] },
        bySubgraph: {
          books: { forward: ["x-books"], set: { "x-from": "books" }, remove: ["accept-language"] },
          other: { forward: ["x-other"] },
        },
      },
    });
    const headers = {
      "accept-language": "de",
      "x-books": "1",
      "x-other": "1",
      "x-hop": "1",
      connection: "close, X-Hop",
      "x-threefold-identity": "forged",
      cookie: "a=1",
    };
    await test.client.send(QUERY, test.context({ headers }));
    const [received = {}] = upstream.requests;
    expect(Object.keys(received).sort()).toEqual([
      "accept",
      "connection",
      "content-length",
      "content-type",
      "host",
      "traceparent",
      "x-books",
      "x-deadline-ms",
      "x-from",
    ]);
    expect(received).toMatchObject({ "x-books": "1", "x-from": "books", connection: "keep-alive" });
  });
});
