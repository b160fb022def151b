import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import type { Parts } from "./part.ts";
import type { Reader } from "./resources.ts";
import { list, Money, object, Picture } from "./shapes.ts";
import { view } from "./view.ts";

interface Cart {
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
}

const ADDRESS = "label,recipient,line1,city,postalCode,isDefault";

/** Screen 8: what is in the cart, what it costs, and where it could go. The order itself is `POST /orders`. */
export const checkout = view({
  id: "viewCheckout",
  path: "/checkout",
  summary: "Screen 8: one's own cart with its products, and the address book",
  answer: object({
    items: list(
      object({
        quantity: Type.Integer(),
        product: nullable(object({ name: Type.String(), price: Money, thumbnail: Picture })),
      }),
    ),
    addresses: list(
      object({
        id: Type.String(),
        label: Type.String(),
        recipient: Type.String(),
        line1: Type.String(),
        city: Type.String(),
        postalCode: Type.String(),
        isDefault: Type.Boolean(),
      }),
    ),
  }),
  async load(_input, reader, parts) {
    const book = reader.list<object>("users", `/users/me/addresses?fields=${ADDRESS}`);
    const [items, addresses] = await Promise.all([
      itemsOf(reader, parts),
      parts.get("addresses", "users", undefined, book),
    ]);
    return { items, addresses: addresses?.body.data ?? [] };
  },
});

async function itemsOf(reader: Reader, parts: Parts) {
  const { items } = (await reader.one<Cart>("orders", "/cart?fields=items")) ?? { items: [] };
  const ids = items.map(({ productId }) => productId);
  const products = await parts.get("product", "products", undefined, reader.products(ids, "name,price,thumbnail"));
  return items.map((item) => ({ ...item, product: products?.get(item.productId) ?? null }));
}
