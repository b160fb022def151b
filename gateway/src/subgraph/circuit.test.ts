import { describe, expect, it } from "vitest";
import { failureOf, GOOD, QUERY } from "../testing/sending.ts";
import { graphql, startClient, startUpstream, status } from "../testing/upstream.ts";
import { startDeadline } from "./deadline.ts";

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

  it("stays closed for what cannot be sent", async () => {
    await using upstream = await startUpstream(GOOD);
    const headers = { all: { forward: ["accept-language"] }, bySubgraph: {} };
    await using test = startClient(upstream.url, { settings: { circuit }, headers });
    for (let i = 0; i < 10; i++) {
      const context = test.context({ headers: { "accept-language": "de\r\nx-reader: bob" } });
      expect((await failureOf(test.client.send(QUERY, context))).kind).toBe("unsendable");
    }
    expect([test.client.circuit, upstream.requests]).toEqual(["closed", []]);
  });

  it("stays closed for clients that give the subgraph less time than the gateway would", async () => {
    let arrive = () => {};
    await using upstream = await startUpstream(() => arrive());
    await using test = startClient(upstream.url, { settings: { circuit } });
    const hang = async (ms: number, patience?: number) => {
      const arrived = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const context = test.context({ deadline: startDeadline(ms, test.clock, undefined, patience) });
      const failing = failureOf(test.client.send(QUERY, context));
      await arrived;
      test.clock.advance(ms);
      return (await failing).kind;
    };
    for (let i = 0; i < 10; i++) expect(await hang(5, 5_000)).toBe("hurried");
    expect(test.client.circuit).toBe("closed");
    for (let i = 0; i < 4; i++) expect(await hang(1_000)).toBe("late");
    expect(test.client.circuit).toBe("open");
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
