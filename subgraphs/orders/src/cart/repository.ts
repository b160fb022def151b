import { inOrder } from "@threefold/subgraph-server";
import type { Cart, CartItem, PrismaClient } from "../generated/prisma/client.ts";

export type CartRow = Cart;
export type CartItemRow = CartItem;
export type CartRepository = ReturnType<typeof cartRepository>;

/** Carts in the database: one for each customer, made when something is first put in. */
export function cartRepository(prisma: PrismaClient) {
  return {
    async byIds(ids: readonly string[]): Promise<(CartRow | null)[]> {
      return inOrder(ids, await prisma.cart.findMany({ where: { id: { in: [...ids] } } }), (row) => row.id);
    },

    async byCustomers(customers: readonly string[]): Promise<(CartRow | null)[]> {
      const rows = await prisma.cart.findMany({ where: { customerId: { in: [...customers] } } });
      return inOrder(customers, rows, (row) => row.customerId);
    },

    async itemsByCarts(carts: readonly string[]): Promise<CartItemRow[][]> {
      const rows = await prisma.cartItem.findMany({
        where: { cartId: { in: [...carts] } },
        orderBy: [{ cartId: "asc" }, { addedAt: "asc" }, { productId: "asc" }],
      });
      const byCart = Map.groupBy(rows, (row) => row.cartId);
      return carts.map((cart) => byCart.get(cart) ?? []);
    },

    /**
     * Changes how many pieces of a product a customer's cart holds.
     * @param change looks at the lines, with the cart locked, and says how many pieces there will be; 0 takes the line out
     */
    async change(
      customerId: string,
      productId: string,
      change: (lines: readonly CartItemRow[]) => number,
    ): Promise<CartRow> {
      return prisma.$transaction(async (transaction) => {
        const updatedAt = new Date();
        const cart = await transaction.cart.upsert({
          where: { customerId },
          create: { customerId },
          update: { updatedAt },
        });
        const lines = await transaction.cartItem.findMany({ where: { cartId: cart.id } });
        const quantity = change(lines);
        const where = { cartId: cart.id, productId };
        if (quantity === 0) await transaction.cartItem.deleteMany({ where });
        else {
          await transaction.cartItem.upsert({
            where: { cartId_productId: where },
            create: { ...where, quantity },
            update: { quantity },
          });
        }
        return cart;
      });
    },
  };
}
