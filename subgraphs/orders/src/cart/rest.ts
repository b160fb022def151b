import { PERSONAL, type RestApi } from "@threefold/rest-server";
import { demandPerson } from "@threefold/subgraph-server";
import { Id, resource, Time } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import { rules } from "../authorisation.ts";
import type { Context } from "../context.ts";
import { addToCart, setCartItem } from "./actions.ts";
import type { CartRow } from "./repository.ts";

const Cart = Type.Object(
  {
    id: Id,
    ...Type.Partial(
      Type.Object({
        items: Type.Array(
          Type.Object(
            { productId: Type.String(), quantity: Type.Integer(), addedAt: Time },
            { additionalProperties: false },
          ),
        ),
        itemCount: Type.Integer({ description: "How many pieces it holds in all." }),
        updatedAt: Time,
      }),
    ).properties,
  },
  { $id: "Cart", description: "What a person is about to order.", additionalProperties: false },
);

const cart = resource({
  fields: {
    id: (row: CartRow) => row.id,
    items: async ({ id }, { carts }: Context) =>
      (await carts.loaders.itemsOf(id)).map(({ productId, quantity, addedAt }) => ({
        productId,
        quantity,
        addedAt: addedAt.toISOString(),
      })),
    itemCount: async ({ id }, { carts }: Context) =>
      (await carts.loaders.itemsOf(id)).reduce((sum, line) => sum + line.quantity, 0),
    updatedAt: (row) => row.updatedAt.toISOString(),
  },
  full: ["id", "items", "itemCount", "updatedAt"],
  summary: ["id", "itemCount"],
});

const all = cart.chosen({});
const tag = "cart";

export function addCartRoutes(api: RestApi<Context>): void {
  api.read({
    id: "getCart",
    tag,
    summary: "One's own cart; there is none before something was put in",
    path: "/cart",
    query: Type.Object(cart.choice),
    answer: Cart,
    cache: PERSONAL,
    async handle({ query }, context) {
      const row = await context.carts.loaders.ofCustomer(demandPerson(rules.buy, context.identity));
      return row && cart.show(row, cart.chosen(query), context);
    },
  });

  api.write({
    id: "addToCart",
    tag,
    summary: "Puts pieces of a product into one's own cart, on top of those that are there",
    method: "POST",
    path: "/cart/items",
    body: Type.Object(
      {
        productId: Type.String(),
        quantity: Type.Optional(Type.Integer({ description: "From 1 to 99; 1 unless given." })),
      },
      { additionalProperties: false },
    ),
    answer: Cart,
    async handle({ body }, context) {
      const row = await addToCart(context.ordering, context.identity, { quantity: 1, ...body });
      return cart.show(row, all, context);
    },
  });

  const line = {
    tag,
    path: "/cart/items/:productId",
    params: Type.Object({ productId: Type.String() }),
    answer: Cart,
  };

  api.write({
    ...line,
    id: "setCartItem",
    summary: "Sets how many pieces of a product one's own cart holds",
    method: "PUT",
    body: Type.Object(
      { quantity: Type.Integer({ description: "From 0 to 99; 0 takes it out." }) },
      { additionalProperties: false },
    ),
    handle: async ({ params, body }, context) =>
      cart.show(await setCartItem(context.ordering, context.identity, { ...params, ...body }), all, context),
  });

  api.write({
    ...line,
    id: "removeCartItem",
    summary: "Takes a product out of one's own cart",
    method: "DELETE",
    handle: async ({ params }, context) =>
      cart.show(await setCartItem(context.ordering, context.identity, { ...params, quantity: 0 }), all, context),
  });
}
