import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../../testing/gateway.ts";
import { lendingSupergraph, startLoans, startShelves } from "../../testing/lending.ts";
import { openStream } from "../../testing/open-stream.ts";
import type { StreamSubgraph } from "../../testing/stream-subgraph.ts";

const SHOP = "https://shop.example";
const EVIL = "https://evil.example";
const QUERY = "subscription { lent { number } }";
const FORMS = ["text/event-stream", 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0'];

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
let gateway: TestGateway;
beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  const sdl = lendingSupergraph({ loans: loans.url, shelves: shelves.url });
  gateway = await startGateway(sdl, { http: { cors: { origins: [SHOP] } }, streams: { drain: 0 } });
});
afterAll(async () => {
  for (const part of [gateway, loans, shelves]) await part?.[Symbol.asyncDispose]();
});

const allowedOrigin = ({ headers }: Response) => headers.get("access-control-allow-origin");

describe.each(FORMS)("a page that reads a stream as %s", (accept) => {
  it("of an origin that is allowed gets it", async () => {
    const stream = await openStream(gateway.url, accept, { query: QUERY }, { origin: SHOP });
    expect([stream.response.status, allowedOrigin(stream.response)]).toEqual([200, SHOP]);
    stream.leave();
    await loans.until(() => loans.open.streams === 0);
  });

  it("of another origin is told by no preflight that it may ask, and cannot do without one", async () => {
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        origin: EVIL,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(allowedOrigin(preflight)).toBeNull();
    const headers = { origin: EVIL, accept };
    const plainGet = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(QUERY)}`, { headers });
    const simplePost = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { ...headers, "content-type": "text/plain" },
      body: JSON.stringify({ query: QUERY }),
    });
    for (const response of [plainGet, simplePost]) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain("subscribed");
    }
    expect(loans.open.streams).toBe(0);
  });
});
