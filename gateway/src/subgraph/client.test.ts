import { describe, expect, it } from "vitest";
import { graphql, startClient, startUpstream, status, type TestClient } from "../testing/upstream.ts";
import { createCaller } from "./caller.ts";
import { startDeadline } from "./deadline.ts";
import { SubgraphFailure } from "./failure.ts";
import { createFaultSwitch } from "./faults.ts";
import type { SubgraphRequestEvent, SubgraphResponseEvent } from "./hooks.ts";

const QUERY = { kind: "query", body: '{"query":"{ a }"}' } as const;
const MUTATION = { kind: "mutation", body: '{"query":"mutation { a }"}' } as const;
const GOOD = graphql({ data: { a: 1 } });

/** What kind of failure a request ends with. */
const failureOf = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SubgraphFailure)) throw new Error("it did not fail as subgraphs do", { cause: error });
  return error;
};

/** Lets time pass whenever somebody waits, until the request is over. */
async function whileTimePasses<Result>({ clock }: TestClient, step: number, sending: Promise<Result>) {
  let over = false;
  const done = sending.finally(() => {
    over = true;
  });
  done.catch(() => {});
  while (!over) {
    clock.advance(step);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}

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

describe("a query that failed in a way that may pass", () => {
  it("is sent again after pauses that double, and its answer says so", async () => {
    await using upstream = await startUpstream(status(503), status(502), GOOD);
    await using test = startClient(upstream.url, { settings: { retry: { times: 3, pauseMs: 100 } } });
    const sending = test.client.send(QUERY, test.context());
    for (const pause of [100, 200]) {
      while (!test.clock.waits.includes(pause)) await new Promise((resolve) => setImmediate(resolve));
      test.clock.advance(pause);
    }
    expect(await sending).toMatchObject({ body: { data: { a: 1 } }, retries: 2 });
    expect(upstream.requests).toHaveLength(3);
    expect(test.measured).toEqual(["retry", "retry", "ok"]);
  });

  it("is not sent again when the pause would outlast the deadline", async () => {
    await using upstream = await startUpstream(status(503));
    await using test = startClient(upstream.url, { settings: { retry: { times: 3, pauseMs: 900 } } });
    const deadline = startDeadline(800, test.clock);
    await failureOf(test.client.send(QUERY, test.context({ deadline })));
    expect(upstream.requests).toHaveLength(1);
  });

  it("is not sent again for ever: what is retried in all is bounded", async () => {
    await using upstream = await startUpstream(status(503));
    await using test = startClient(upstream.url, { settings: { retry: { times: 10, pauseMs: 1 }, circuit: false } });
    for (let i = 0; i < 10; i++) {
      await whileTimePasses(test, 10, failureOf(test.client.send(QUERY, test.context())));
    }
    expect(test.measured.filter((event) => event === "retry").length).toBeLessThan(25);
  });

  it.each([
    ["a mutation", MUTATION, 503],
    ["what was refused", QUERY, 400],
    ["what broke the subgraph", QUERY, 500],
  ])("but never %s", async (_case, request, code) => {
    await using upstream = await startUpstream(status(code));
    await using test = startClient(upstream.url);
    await failureOf(test.client.send(request, test.context()));
    expect(upstream.requests).toHaveLength(1);
  });
});

describe("the circuit", () => {
  const circuit = { minRequests: 4, openMs: 1_000 };

  it("opens when a subgraph fails, leaves it alone, tries one request after a while, and closes on its answer", async () => {
    await using upstream = await startUpstream(status(500));
    await using test = startClient(upstream.url, { settings: { circuit } });
    const send = () => test.client.send(QUERY, test.context());
    for (let i = 0; i < 4; i++) await failureOf(send());
    expect(test.client.circuit).toBe("open");
    expect(await failureOf(send())).toMatchObject({
      kind: "cut off",
      message: 'The subgraph "books" failed too often and is left alone for a while.',
      extensions: { code: "SUBREQUEST_HTTP_ERROR", serviceName: "books" },
    });
    expect(upstream.requests).toHaveLength(4);

    test.clock.advance(1_000);
    expect((await failureOf(send())).kind).toBe("broken");
    expect(test.client.circuit).toBe("open");

    test.clock.advance(1_000);
    upstream.answers = [GOOD];
    const both = await Promise.allSettled([send(), send()]);
    expect(both.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected"]);
    expect(test.client.circuit).toBe("closed");
    expect(test.measured.filter((event) => /open|closed/.test(event))).toEqual([
      "open",
      "half-open",
      "open",
      "half-open",
      "closed",
    ]);
  });

  it("closes at once when a health check finds the subgraph well", async () => {
    await using upstream = await startUpstream(status(500));
    await using test = startClient(upstream.url, { settings: { circuit } });
    for (let i = 0; i < 4; i++) await failureOf(test.client.send(QUERY, test.context()));
    upstream.answers = [GOOD];
    await test.client.ping(new AbortController().signal);
    expect(test.client.circuit).toBe("closed");
  });

  it("stays closed for what says nothing against the subgraph", async () => {
    await using upstream = await startUpstream(graphql({ data: null, errors: [{ message: "no" }] }), status(400));
    await using test = startClient(upstream.url, { settings: { circuit } });
    await test.client.send(QUERY, test.context());
    for (let i = 0; i < 10; i++) await failureOf(test.client.send(QUERY, test.context()));
    expect(test.client.circuit).toBe("closed");
  });

  it("forgets failures that are long past", async () => {
    await using upstream = await startUpstream(status(500));
    await using test = startClient(upstream.url, { settings: { circuit: { ...circuit, windowMs: 100 } } });
    for (let i = 0; i < 10; i++) {
      await failureOf(test.client.send(QUERY, test.context()));
      test.clock.advance(50);
    }
    expect(test.client.circuit).toBe("closed");
  });
});

describe("a fault that was asked for", () => {
  const faulty = async (fault: Parameters<ReturnType<typeof createFaultSwitch>["set"]>[1]) => {
    const upstream = await startUpstream(GOOD);
    const faults = createFaultSwitch();
    faults.set("books", fault);
    const test = startClient(upstream.url, { faults, settings: { retry: { times: 0 } } });
    return { upstream, test, faults };
  };

  it("makes a subgraph slow, by as much as was said", async () => {
    const { upstream, test } = await faulty({ kind: "slow", ms: 500 });
    await using _upstream = upstream;
    await using _test = test;
    const sending = test.client.send(QUERY, test.context());
    while (!test.clock.waits.includes(500)) await new Promise((resolve) => setImmediate(resolve));
    expect(upstream.requests).toEqual([]);
    test.clock.advance(500);
    expect(await sending).toMatchObject({ body: { data: { a: 1 } } });
  });

  it.each([
    [{ kind: "failing", status: 503 }, "unavailable"],
    [{ kind: "absent" }, "unreachable"],
    [{ kind: "hanging" }, "late"],
  ] as const)("looks like the real one: %j", async (fault, kind) => {
    const { upstream, test, faults } = await faulty(fault);
    await using _upstream = upstream;
    await using _test = test;
    const failing = failureOf(test.client.send(QUERY, test.context()));
    expect((await whileTimePasses(test, 1_000, failing)).kind).toBe(kind);
    expect(upstream.requests).toEqual([]);
    faults.clear("books");
    expect(await test.client.send(QUERY, test.context())).toMatchObject({ body: { data: { a: 1 } } });
  });

  it("is for one request alone when the request says it", async () => {
    const { upstream, test, faults } = await faulty({ kind: "absent" });
    await using _upstream = upstream;
    await using _test = test;
    faults.clear("books");
    const context = test.context({ faults: new Map([["books", { kind: "failing", status: 500 }]]) });
    expect((await failureOf(test.client.send(QUERY, context))).kind).toBe("broken");
    await test.client.send(QUERY, test.context());
  });

  it("never comes about where no fault may be asked for", async () => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url);
    await test.client.send(QUERY, test.context({ faults: new Map([["books", { kind: "absent" }]]) }));
  });
});

describe("hooks", () => {
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

  it("that break do not break the answer", async () => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url, {
      hooks: {
        onSubgraphResponse() {
          throw new Error("broken");
        },
      },
    });
    expect(await test.client.send(QUERY, test.context())).toMatchObject({ status: 200 });
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
