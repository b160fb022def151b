import { describe, expect, it } from "vitest";
import { failureOf, GOOD, MUTATION, QUERY, whileTimePasses } from "../testing/sending.ts";
import { startClient, startUpstream, status } from "../testing/upstream.ts";
import { startDeadline } from "./deadline.ts";

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
