import type { IncomingMessage, ServerResponse } from "node:http";
import { ANONYMOUS, type ClientIdentity, RECHECK_MS } from "@threefold/identity";
import { virtualClock } from "@threefold/upstream/testing";
import { expect, test, vi } from "vitest";
import { startEdge } from "../testing/edge.ts";

const EVENTS = "text/event-stream";

/** An order whose changes happen when the test says so. */
async function startOrder(options?: Parameters<typeof startEdge>[1]) {
  const order = { id: "o1", number: "TF-1", status: "CONFIRMED", timeline: [], shipment: null };
  const reads: IncomingMessage[] = [];
  const followed = Promise.withResolvers<ServerResponse>();
  const edge = await startEdge((_service, path, request) => {
    if (path === "/orders/o1/events") {
      return (response) => {
        response.writeHead(200, { "content-type": EVENTS }).write("retry: 2000\n\n");
        followed.resolve(response);
      };
    }
    reads.push(request);
    return path.startsWith("/orders/o1?") ? { body: order } : { status: 404, body: {} };
  }, options);
  return {
    edge,
    reads,
    followed: followed.promise,
    async happen(status: string, text = "id: 7\nevent: order.status-changed\ndata: {}\n\n") {
      order.status = status;
      (await followed.promise).write(text);
    },
  };
}

/** The texts of a stream, event by event. */
async function follow(url: string) {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers: { accept: EVENTS }, signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<string> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        if (event.startsWith("data: ")) return event;
        continue;
      }
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`the stream has ended: ${text}`);
      text += value;
    }
  };
  return { answer, next, leave: () => leaving.abort() };
}

const state = (status: string) => `data: ${JSON.stringify({ number: "TF-1", status, timeline: [], shipment: null })}`;

test("who follows a view has it at once, and again when it has become another: nothing else, and nothing twice", async () => {
  const { edge, happen } = await startOrder();
  const { answer, next, leave } = await follow(`${edge.url}/views/order-tracking/o1`);
  expect(answer.headers.get("content-type")).toBe(`${EVENTS}; charset=utf-8`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("vary")).toContain("accept,");
  expect(await next()).toBe(state("CONFIRMED"));
  // A sign of life is no event, and an event after which all is as it was changes nothing.
  await happen("CONFIRMED", ":\n\n");
  await happen("CONFIRMED");
  await happen("SHIPPED");
  expect(await next()).toBe(state("SHIPPED"));
  await happen("DELIVERED");
  expect(await next()).toBe(state("DELIVERED"));
  leave();
});

test("each look at what has changed has the time of a request, however long the stream has been open", async () => {
  const { edge, reads, happen } = await startOrder();
  const { next, leave } = await follow(`${edge.url}/views/order-tracking/o1`);
  await next();
  await happen("SHIPPED");
  await next();
  const [first, second] = reads.map(({ headers }) => Number(headers["x-deadline-ms"]));
  expect(second).toBeGreaterThanOrEqual(first ?? Number.NaN);
  leave();
});

test("the service is followed no longer than somebody follows the view", async () => {
  const { edge, followed } = await startOrder();
  const { next, leave } = await follow(`${edge.url}/views/order-tracking/o1`);
  await next();
  const closed = new Promise((resolve) => followed.then((response) => response.once("close", resolve)));
  leave();
  await closed;
});

test("who takes JSON has the view as it is, and what is not there is a 404 in either form", async () => {
  const { edge } = await startOrder();
  expect((await edge.get("/views/order-tracking/o1")).body).toMatchObject({ number: "TF-1", status: "CONFIRMED" });
  for (const accept of [EVENTS, "application/json"]) {
    const none = await edge.get("/views/order-tracking/none", {
      headers: { accept: `${accept}, application/problem+json;q=0.1` },
    });
    expect(none).toMatchObject({ status: 404, body: { status: 404 } });
  }
});

test.each(["/views/order-tracking/o1", "/orders/o1/events"])(
  "%s is followed no longer than the token is good",
  async (path) => {
    const headersFor = async () => ({});
    const caller = { identity: ANONYMOUS, anonymous: false, expiresAt: Date.now() + 500, headersFor };
    const { edge } = await startOrder({ identity: { identify: async () => ({ caller }) } });
    const answer = await fetch(`${edge.url}${path}`, { headers: { accept: EVENTS } });
    expect(answer.status).toBe(200);
    // The text is there at the end, and not at all where the stream is cut.
    expect(await answer.text()).toContain("retry:");
  },
);

test.each(["/views/order-tracking/o1", "/orders/o1/events"])(
  "%s is followed no longer than the API key is good, which says not until when that is",
  async (path) => {
    const clock = virtualClock();
    const headersFor = async () => ({});
    let isRevoked = false;
    const asked: unknown[] = [];
    const identity: ClientIdentity = {
      async identify({ "x-api-key": key }) {
        asked.push(key);
        if (isRevoked) return { refusal: { message: "There is no such key.", temporary: false } };
        return { caller: { identity: { kind: "partner", id: "k1", scopes: [] }, anonymous: false, headersFor } };
      },
    };
    const { edge } = await startOrder({ identity, clock });
    const answer = await fetch(`${edge.url}${path}`, { headers: { accept: EVENTS, "x-api-key": "secret" } });
    const looked = async () => {
      const before = asked.length;
      clock.advance(RECHECK_MS);
      await vi.waitFor(() => expect(asked.length).toBe(before + 1), 10_000);
      await vi.waitFor(() => expect(clock.waits.length).toBe(isRevoked ? 0 : 1), 10_000);
    };
    await looked();
    await looked();
    isRevoked = true;
    await looked();
    expect(await answer.text()).toContain("retry:");
    expect(new Set(asked)).toEqual(new Set(["secret"]));
  },
);
