import { afterAll, beforeAll, expect, test } from "vitest";
import { signIn } from "../system/client.ts";
import { type RestAnswer, rest } from "./client.ts";
import { asDescribed } from "./description.ts";
import { document } from "./examples.ts";

const written = new Set<string>();

/** Sends a write, and holds what comes to the document. `{…}` in the path are those of `parts`, in their order. */
async function write<Body = { id: string }>(
  method: string,
  path: string,
  options: {
    readonly as?: string | undefined;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
    readonly parts?: readonly string[];
    /** The status, where it should be refused. */
    readonly refused?: number;
  } = {},
): Promise<RestAnswer<Body>> {
  const { as, body, headers, parts = [], refused } = options;
  const left = [...parts];
  const answer = await rest<Body>(
    path.replace(/\{\w+\}/g, () => left.shift() ?? ""),
    {
      method,
      token: as,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        ...(body !== undefined && {
          "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
        }),
        ...headers,
      },
    },
  );
  asDescribed(method, path, answer);
  const said = `${method} ${path}: ${JSON.stringify(answer.body)}`;
  if (refused !== undefined) expect(answer.status, said).toBe(refused);
  else expect(answer.status, said).toBeLessThan(300);
  if (refused === undefined) written.add(`${method} ${path}`);
  return answer;
}

interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const NOW = Date.now().toString(36);
const PASSWORD = "a-long-enough-password";
let customer: string;
let refreshToken: string;
let seller: string;
let staff: string;
let productId: string;

beforeAll(async () => {
  [seller, staff] = [await signIn("sol"), await signIn("stan")];
  const user = { username: `wren${NOW}`, email: `wren${NOW}@example.com`, displayName: "Wren", password: PASSWORD };
  const { body } = await write<Session>("POST", "/users", { body: user });
  ({ accessToken: customer, refreshToken } = body);
});

// It was for this file alone: other tests look at what the shop has.
afterAll(() => write("PATCH", "/products/{id}", { as: staff, parts: [productId], body: { status: "DISCONTINUED" } }));

test("a seller lists a product, changes it and counts its stock", async () => {
  const { body: categories } = await rest<{ data: { slug: string }[] }>("/categories");
  const lamp = {
    sku: `WREN-${NOW.toUpperCase()}`,
    name: "Wren's Lamp",
    description: "It gives light.",
    brand: "Lumen",
    categorySlug: categories.data[0]?.slug,
    price: 1_200,
    weightGrams: 300,
    dimensions: { lengthMm: 10, widthMm: 20, heightMm: 30 },
    countryOfOrigin: "DE",
  };
  const { body } = await write("POST", "/products", { as: seller, body: lamp });
  productId = body.id;
  const parts = [productId];
  expect(await write("PATCH", "/products/{id}", { as: seller, parts, body: { tagline: "New" } })).toMatchObject({
    body: { tagline: "New" },
  });
  expect(
    await write("POST", "/products/{id}/stock/adjustments", { as: seller, parts, body: { delta: 9 } }),
  ).toMatchObject({ body: { onHand: 9 } });
  await write("POST", "/products", { as: customer, body: lamp, refused: 403 });
});

test("a customer keeps addresses and a profile", async () => {
  const address = {
    label: "Home",
    recipient: "Wren",
    line1: "1 Hedge Lane",
    city: "London",
    postalCode: "W1K 4JE",
    countryCode: "GB",
  };
  const { body } = await write("POST", "/users/me/addresses", { as: customer, body: address });
  const own = { as: customer, parts: [body.id] };
  await write("PATCH", "/addresses/{id}", { ...own, body: { city: "Leeds" } });
  await write("PATCH", "/addresses/{id}", { ...own, body: { city: 1 }, refused: 422 });
  await write("DELETE", "/addresses/{id}", own);
  await write("DELETE", "/addresses/{id}", { ...own, refused: 404 });
  await write("PATCH", "/users/me", { as: customer, body: { displayName: "Wren B." } });
});

test("a customer buys, and an order goes its way", async () => {
  const line = { as: customer, parts: [productId] };
  await write("POST", "/cart/items", { as: customer, body: { productId } });
  await write("PUT", "/cart/items/{productId}", { ...line, body: { quantity: 2 } });
  await write("DELETE", "/cart/items/{productId}", line);
  const shippingAddress = {
    recipient: "Wren",
    line1: "1 Hedge Lane",
    city: "London",
    postalCode: "W1K 4JE",
    countryCode: "GB",
  };
  const place = async () => {
    const body = { shippingAddress, items: [{ productId, quantity: 1 }] };
    const headers = { "idempotency-key": crypto.randomUUID() };
    const { body: order } = await write("POST", "/orders", { as: customer, body, headers });
    return order.id;
  };
  await write("POST", "/orders", { as: customer, body: { shippingAddress }, refused: 400 });
  const [kept, cancelled] = [await place(), await place()];
  await write("POST", "/orders/{id}/cancellation", {
    as: customer,
    parts: [cancelled],
    body: { reason: "Too bright." },
  });
  await expect
    .poll(async () => (await rest<{ status: string }>(`/orders/${kept}`, { token: customer })).body.status, {
      timeout: 10_000,
    })
    .toBe("CONFIRMED");
  await write("POST", "/orders/{id}/advancement", { as: staff, parts: [kept] });
  await write("POST", "/products/{id}/reviews", {
    ...line,
    body: { rating: 4, title: "Bright", body: "It shines." },
  });
});

test("keys and sessions begin and end", async () => {
  const admin = await signIn("amira");
  const { body } = await write<{ apiKey: { id: string } }>("POST", "/api-keys", {
    as: admin,
    body: { name: "Wren's program", scopes: ["ORDERS_READ"] },
  });
  await write("DELETE", "/api-keys/{id}", { as: admin, parts: [body.apiKey.id] });
  const credentials = { username: `wren${NOW}`, password: PASSWORD };
  const { body: session } = await write<Session>("POST", "/sessions", { body: credentials });
  await write("DELETE", "/sessions/current", { as: session.accessToken });
  await write("POST", "/sessions", { body: { ...credentials, password: "wrong" }, refused: 401 });
  await write("POST", "/sessions/refresh", { body: { refreshToken } });
  await write("DELETE", "/sessions", { as: customer });
});

test("every write that is described was done", () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations)
      .filter((method) => method !== "get")
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.filter((operation) => !written.has(operation))).toEqual([]);
});
