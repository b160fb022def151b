import { inTransaction } from "@threefold/database";
import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";

export interface NewPurchase {
  readonly orderId: string;
  readonly customerId: string;
  readonly lines: readonly { readonly productId: string; readonly position: number }[];
}

export type PurchaseRepository = ReturnType<typeof purchaseRepository>;

export function purchaseRepository(prisma: PrismaClient) {
  return {
    /**
     * Notes what somebody has bought, once for each order, and marks the reviews that they wrote of it before.
     * @returns how many reviews it marked
     */
    async record({ orderId, customerId, lines }: NewPurchase): Promise<number> {
      return inTransaction(prisma, async (transaction: Prisma.TransactionClient) => {
        await lockPurchases(transaction, customerId);
        await transaction.purchase.createMany({
          data: lines.map((line) => ({ orderId, customerId, ...line })),
          skipDuplicates: true,
        });
        return transaction.$executeRaw`
          UPDATE review SET purchase_order_id = ${orderId}::uuid, purchase_position = line.position
          FROM unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.position)}::int[])
            AS line(product_id, position)
          WHERE author_id = ${customerId}::uuid AND review.product_id = line.product_id AND purchase_order_id IS NULL`;
      });
    },
  };
}

/**
 * One after the other for each person: of a review that is being written and a purchase that is being noted, neither would see
 * the other.
 */
export async function lockPurchases(transaction: Prisma.TransactionClient, customerId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`purchase ${customerId}`}, 0))`;
}

/** The order line by which somebody bought a product first; null when they did not. */
export async function purchaseOf(
  transaction: Prisma.TransactionClient,
  customerId: string,
  productId: string,
): Promise<{ readonly orderId: string; readonly position: number } | null> {
  return transaction.purchase.findFirst({
    where: { customerId, productId },
    select: { orderId: true, position: true },
    orderBy: { orderId: "asc" },
  });
}
