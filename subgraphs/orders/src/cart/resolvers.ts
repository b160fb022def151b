import { allows, demand } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { addToCart, setCartItem } from "./actions.ts";

export const cartResolvers = {
  Mutation: {
    addToCart: (_, { input }, { identity, ordering }) => addToCart(ordering, identity, input),
    setCartItem: (_, args, { identity, ordering }) => setCartItem(ordering, identity, args),
  },
  Cart: {
    __resolveReference: async ({ id }, { carts, identity }) => {
      const cart = await carts.loaders.byId(id);
      return cart && allows(rules.cart, identity, cart.customerId) ? cart : null;
    },
    items: ({ id }, _args, { carts }) => carts.loaders.itemsOf(id),
    itemCount: async ({ id }, _args, { carts }) =>
      (await carts.loaders.itemsOf(id)).reduce((sum, line) => sum + line.quantity, 0),
  },
  CartItem: {
    product: ({ productId }) => ({ id: productId }),
  },
  User: {
    cart: ({ id }, _args, { carts, identity }) => {
      demand(rules.cartOf, identity, id);
      return carts.loaders.ofCustomer(id);
    },
  },
} satisfies Resolvers;
