import { nullable } from "@threefold/rest-server";
import Type from "typebox";
import { list, Money, object, Picture, text } from "./shapes.ts";
import { view } from "./view.ts";

interface Cart {
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
  readonly itemCount: number;
}

/** Screen 8: what is in the cart, what it costs, and where it could go. The order itself is `POST /orders`. */
export const checkout = view({
  id: "viewCheckout",
  path: "/checkout",
  summary: "Screen 8: one's own cart with its products, and the address book",
  answer: object({
    itemCount: Type.Integer(),
    items: list(
      object({
        productId: Type.String(),
        quantity: Type.Integer(),
        product: nullable(
          object({ id: Type.String(), name: Type.String(), price: Money, thumbnail: Picture, status: Type.String() }),
        ),
      }),
    ),
    addresses: list(
      object({
        id: Type.String(),
        label: Type.String(),
        recipient: Type.String(),
        line1: Type.String(),
        line2: text,
        city: Type.String(),
        region: text,
        postalCode: Type.String(),
        countryCode: Type.String(),
        isDefault: Type.Boolean(),
      }),
    ),
  }),
  async load(_input, reader, parts) {
    const [cart, addresses] = await Promise.all([
      reader.one<Cart>("orders", "/cart?fields=items,itemCount"),
      parts.get("addresses", "users", undefined, reader.list<object>("users", "/users/me/addresses")),
    ]);
    const items = cart?.items ?? [];
    const ids = items.map(({ productId }) => productId);
    const products = await parts.get(
      "product",
      "products",
      undefined,
      reader.products(ids, "name,price,thumbnail,status"),
    );
    return {
      itemCount: cart?.itemCount ?? 0,
      items: items.map((item) => ({ ...item, product: products?.get(item.productId) ?? null })),
      addresses: addresses?.body.data ?? [],
    };
  },
});
