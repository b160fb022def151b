import { expect, test } from "vitest";
import { normalisedCache } from "./normalised-cache.ts";

const LAMP = { __typename: "Product", id: "1", name: "Lamp" };
const product = `query ($id: ID!) { product(id: $id) { name } }`;
const me = `query { me { cart { items { product { name } } } } }`;

test("a thing is asked for with its type and id, and is then known wherever it is shown", async () => {
  const cache = normalisedCache();
  const asked: string[] = [];
  const answer = (data: object) => async (document: string) => {
    asked.push(document.replaceAll(/\s+/g, " "));
    return data;
  };
  await cache.known(product, { id: "1" }, answer({ product: LAMP }));
  expect(asked).toEqual(["query ($id: ID!) { product(id: $id) { id name __typename } }"]);
  const cart = { __typename: "Cart", id: "c", items: [{ __typename: "CartItem", product: LAMP }] };
  await cache.known(me, {}, answer({ me: { __typename: "User", id: "u", cart } }));
  const renamed = { renameProduct: { ...LAMP, name: "Lantern" } };
  await cache.change("mutation { renameProduct { id name } }", {}, answer(renamed));
  const again = await cache.known(me, {}, () => Promise.reject(new Error("it is known")));
  expect(again).toMatchObject({ me: { cart: { items: [{ product: { name: "Lantern" } }] } } });
});
