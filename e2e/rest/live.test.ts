import { expect, inject, test, vi } from "vitest";
import { signIn } from "../system/client.ts";
import { rest } from "./client.ts";

interface Order {
  readonly id: string;
  readonly status: string;
}

/** A stream of server-sent events, read one by one: those of a view have data and nothing else. */
async function follow(path: string, token: string, lastEventId?: string) {
  const closing = new AbortController();
  const response = await fetch(`${inject("system").gateway}/rest${path}`, {
    headers: {
      accept: "text/event-stream",
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    },
    signal: closing.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<{ id: string; event: string; data: Order }> => {
    for (;;) {
      const match = /^(?:id: (.*)\nevent: (.*)\n)?data: (.*)\n\n/m.exec(text);
      if (match) {
        text = text.slice(match.index + match[0].length);
        const [, id = "", event = "", data = ""] = match;
        return { id, event, data: JSON.parse(data) };
      }
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`the stream ended: ${text}`);
      text += value;
    }
  };
  return { status: response.status, headers: response.headers, next, close: () => closing.abort() };
}

async function placeOrder(token: string): Promise<Order> {
  const { body } = await rest<{ data: { id: string }[] }>("/products?inStock=true&limit=1&sort=-price");
  const order = await rest<Order>("/orders", {
    token,
    headers: { "idempotency-key": `"${crypto.randomUUID()}"` },
    json: {
      items: [{ productId: body.data[0]?.id, quantity: 1 }],
      shippingAddress: { recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" },
    },
  });
  expect(order.status).toBe(201);
  return order.body;
}

test("an order is followed live, and after a break from where one was", async () => {
  const [ada, stan] = [await signIn("ada"), await signIn("stan")];
  const { id } = await placeOrder(ada);
  await vi.waitFor(async () => {
    const { body } = await rest<Order>(`/orders/${id}?fields=status`, { token: ada });
    expect(body.status).toBe("CONFIRMED");
  }, 10_000);
  const stream = await follow(`/orders/${id}/events`, ada);
  const view = await follow(`/views/order-tracking/${id}`, ada);
  expect(view.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(await view.next()).toMatchObject({ data: { status: "CONFIRMED", shipment: null } });
  expect(stream.status).toBe(200);
  expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const advance = () => rest<Order>(`/orders/${id}/advancement`, { method: "POST", token: stan });
  expect((await advance()).body.status).toBe("SHIPPED");
  const shipped = await stream.next();
  expect(shipped).toMatchObject({ event: "order.status-changed", data: { id, status: "SHIPPED" } });
  expect(await view.next()).toMatchObject({ data: { status: "SHIPPED", shipment: { deliveredAt: null } } });
  stream.close();
  view.close();
  // Nobody looks while it arrives.
  expect((await advance()).body.status).toBe("DELIVERED");
  const again = await follow(`/orders/${id}/events`, ada, shipped.id);
  expect(await again.next()).toMatchObject({ data: { id, status: "DELIVERED" } });
  again.close();
});

test("what cannot be followed is a problem, not a stream", async () => {
  const [ada, sol] = [await signIn("ada"), await signIn("sol")];
  const { id } = await placeOrder(ada);
  const headers = { accept: "text/event-stream, application/problem+json" };
  for (const path of [`/orders/${id}/events`, `/views/order-tracking/${id}`])
    expect((await rest(path, { token: sol, headers })).status).toBe(404);
  const wrong = await rest(`/orders/${id}/events`, { token: ada, headers: { ...headers, "last-event-id": "abc" } });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ header: "Last-Event-ID" }] } });
});

test("the whole catalogue comes as lines and as a table, each product once", async () => {
  const lines = await rest<string>("/products.ndjson", { headers: { accept: "application/x-ndjson" } });
  expect(lines.headers.get("content-type")).toBe("application/x-ndjson");
  const products = String(lines.body)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; sku: string; price: { amount: number } });
  expect(new Set(products.map(({ id }) => id)).size).toBe(products.length);
  const { body } = await rest<{ data: object[] }>(`/products?ids=${products[0]?.id}`);
  expect(products[0]).toEqual(body.data[0]);
  const table = await rest<string>("/products.csv", { headers: { accept: "text/csv" } });
  const rows = String(table.body).trim().split("\r\n");
  expect(rows[0]).toContain("price.amount,price.currency");
  expect(rows).toHaveLength(products.length + 1);
  expect(rows[1]).toContain(`${products[0]?.id},${products[0]?.sku}`);
});

test("an export is coded on its way for a client that wants it", async () => {
  const { gateway } = inject("system");
  const answer = await fetch(`${gateway}/rest/products.csv`, {
    headers: { "accept-encoding": "br", accept: "text/csv" },
  });
  expect(answer.headers.get("content-encoding")).toBe("br");
  // fetch has decoded it.
  expect((await answer.text()).startsWith("id,sku")).toBe(true);
});

test("a picture comes whole, in part, or not at all", async () => {
  const { gateway } = inject("system");
  const { body } = await rest<{ data: { thumbnail: { url: string } }[] }>("/products?limit=1&fields=thumbnail");
  const url = `${gateway}${body.data[0]?.thumbnail.url}`;
  const whole = await fetch(url);
  const text = await whole.text();
  expect(whole.headers.get("accept-ranges")).toBe("bytes");
  const part = await fetch(url, { headers: { range: "bytes=10-19" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-19/${text.length}`]);
  expect(await part.text()).toBe(text.slice(10, 20));
  const end = await fetch(url, { headers: { range: "bytes=-7", "if-range": whole.headers.get("etag") ?? "" } });
  expect(await end.text()).toBe(text.slice(-7));
  expect((await fetch(url, { headers: { range: "bytes=0-1", "if-range": '"other"' } })).status).toBe(200);
  const beyond = await fetch(url, { headers: { range: "bytes=1000000-" } });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${text.length}`]);
});
