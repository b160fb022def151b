import { createRestClient } from "@threefold/rest-client";
import { expect, expectTypeOf, inject, test } from "vitest";
import { signIn } from "../system/client.ts";

const at = `${inject("system").gateway}/rest`;

test("a client made from the description reads, typed, what is there", async () => {
  const client = createRestClient(at);
  const { data, response } = await client.GET("/products", { params: { query: { limit: 2, view: "summary" } } });
  expect(response.status).toBe(200);
  const [first] = data?.data ?? [];
  expectTypeOf(first?.name).toEqualTypeOf<string | undefined>();
  expectTypeOf(first?.price?.amount).toEqualTypeOf<number | undefined>();
  const one = await client.GET("/products/{id}", { params: { path: { id: first?.id ?? "" } } });
  expect(one.data).toMatchObject({ id: first?.id, name: first?.name });
});

test("it writes, typed, and what is refused is a typed problem", async () => {
  const client = createRestClient(at, await signIn("ada"));
  const { data: products } = await client.GET("/products", { params: { query: { limit: 1, inStock: true } } });
  const productId = products?.data[0]?.id ?? "";
  const added = await client.POST("/cart/items", { body: { productId, quantity: 2 } });
  expect(added.data?.items).toContainEqual(expect.objectContaining({ productId }));
  const removed = await client.DELETE("/cart/items/{productId}", { params: { path: { productId } } });
  expect(removed.response.status).toBe(200);
  const { error } = await client.POST("/cart/items", { body: { productId, quantity: 1_000 } });
  expectTypeOf(error?.status).toEqualTypeOf<number | undefined>();
  expect(error).toMatchObject({ type: "https://threefold.example/problems/invalid-input", status: 422 });
});

test("what the description does not have does not pass the compiler", () => {
  const client = createRestClient(at);
  // @ts-expect-error: there is no such path
  expectTypeOf(() => client.GET("/nothing")).toBeFunction();
  // @ts-expect-error: there is no such parameter
  expectTypeOf(() => client.GET("/products", { params: { query: { colour: "red" } } })).toBeFunction();
});
