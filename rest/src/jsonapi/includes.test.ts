import { expect, test } from "vitest";
import { startEdge } from "../testing/edge.ts";

const product = (id: string, sellerId: string) => ({ id, name: `Lamp ${id}`, sellerId });
const review = (id: string, productId: string, authorId: string) => ({ id, productId, authorId, rating: 4 });

test("what is included is asked for once for each relationship of a level, however many resources have it", async () => {
  const edge = await startEdge((service, path) => {
    if (service === "users") {
      const ids = new URL(path, "http://users").searchParams.get("ids")?.split(",") ?? [];
      return { body: { data: ids.map((id) => ({ id, displayName: id })) } };
    }
    if (path.startsWith("/reviews")) {
      return { body: { data: [review("r1", "p1", "u3"), review("r2", "p2", "u4"), review("r3", "p3", "u3")] } };
    }
    return { body: { data: [product("p1", "u1"), product("p2", "u2"), product("p3", "u1")] } };
  });
  const { status, body } = await edge.get("/jsonapi/products?include=seller,reviews.author");
  expect([status, body.data.length]).toEqual([200, 3]);
  expect(body.included.map(({ id }: { id: string }) => id).sort()).toEqual(["r1", "r2", "r3", "u1", "u2", "u3", "u4"]);
  const asked = edge.asked.map(({ service, path }) => `${service} ${path.split("?", 1)[0]}`);
  expect(asked.sort()).toEqual(["products /products", "products /reviews", "users /users", "users /users"]);
});

test("an account brings the address book and the cart with its products, each asked for once", async () => {
  const edge = await startEdge((service, path) => {
    if (path.startsWith("/users/me/addresses")) return { body: { data: [{ id: "a1", label: "Home" }] } };
    if (service === "users") return { body: { id: "u1" } };
    if (service === "orders") return { body: { id: "c1", items: [{ productId: "p1", quantity: 2 }] } };
    return { body: { data: [product("p1", "u2")] } };
  });
  const fields = "fields[accounts]=addresses,cart&fields[addresses]=label&fields[carts]=items&fields[products]=name";
  const { body, headers } = await edge.get(`/jsonapi/account?include=addresses,cart.items.product&${fields}`);
  expect(headers.get("cache-control")).toBe("private, no-cache");
  expect(body.data).toEqual({
    type: "accounts",
    id: "u1",
    relationships: {
      addresses: { data: [{ type: "addresses", id: "a1" }] },
      cart: { data: { type: "carts", id: "c1" } },
    },
  });
  expect(body.included).toHaveLength(4);
  expect(body.included).toContainEqual({ type: "addresses", id: "a1", attributes: { label: "Home" } });
  expect(edge.asked.map(({ path }) => path).sort()).toEqual([
    "/cart?fields=items",
    "/products?ids=p1&fields=name",
    "/users/me/addresses?fields=label",
    "/users/me?fields=id",
  ]);
});

test("what sold best comes with the figures of its days, which are what these are known by", async () => {
  const edge = await startEdge((service) =>
    service === "orders"
      ? { body: { orderCount: 3, topProducts: [{ productId: "p1", unitsSold: 2 }] } }
      : { body: { data: [product("p1", "u2")] } },
  );
  const days = "filter[from]=2026-01-01&filter[to]=2026-01-31&filter[top]=1";
  const { body } = await edge.get(`/jsonapi/sales/summary?${days}&include=topProducts.product&fields[products]=name`);
  expect(body).toMatchObject({
    data: { type: "sales-summaries", id: "2026-01-01..2026-01-31", attributes: { orderCount: 3 } },
    included: [
      { type: "product-sales", id: "2026-01-01..2026-01-31.p1", attributes: { unitsSold: 2 } },
      { type: "products", id: "p1", attributes: { name: "Lamp p1" } },
    ],
  });
  const without = await edge.get("/jsonapi/sales/summary?filter[from]=2026-01-01");
  expect(without).toMatchObject({ status: 400, body: { errors: [{ source: { parameter: "filter[to]" } }] } });
});

test("oneself is nobody else's to keep", async () => {
  const edge = await startEdge(() => ({ body: { id: "u1", displayName: "Ada" } }));
  const kept = async (path: string) => (await edge.get(path)).headers.get("cache-control");
  expect(await kept("/jsonapi/users/me")).toBe("private, no-cache");
  expect(await kept("/jsonapi/users/u1")).toBe("public, max-age=60");
});
