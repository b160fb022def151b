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
