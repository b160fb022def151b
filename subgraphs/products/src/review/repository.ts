import { inTransaction, unlessTaken } from "@threefold/database";
import { type Connection, type Keyset, type PageRequest, pagesByParent, toConnection } from "@threefold/pagination";
import { inOrder } from "@threefold/subgraph-server";
import type { Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { lockPurchases, purchaseOf } from "../purchase/repository.ts";
import type { ReviewColumn, ReviewRow } from "./columns.ts";
import type { NewReview } from "./rules.ts";

type Columns = readonly ReviewColumn[];

export type ReviewRepository = ReturnType<typeof reviewRepository>;

export function reviewRepository(prisma: PrismaClient) {
  const pages =
    (join: string) => async (parents: readonly string[], order: Keyset, page: PageRequest, columns: Columns) => {
      const rows = await pagesByParent<ReviewRow>(prisma, parents, {
        table: "review",
        join,
        fields: columns,
        order,
        page,
      });
      return rows.map((children): Connection<ReviewRow> => toConnection(order, page, children));
    };
  return {
    async byIds(ids: readonly string[], columns: Columns): Promise<(ReviewRow | null)[]> {
      const rows: ReviewRow[] = await prisma.review.findMany({
        where: { id: { in: [...ids] } },
        select: { ...Object.fromEntries(columns.map((column) => [column, true])), id: true },
      });
      return inOrder(ids, rows, (row) => row.id);
    },

    pagesByProduct: pages("product_id = parent.key"),
    pagesByAuthor: pages("author_id = parent.key"),

    /**
     * Writes the review, with the purchase that it speaks of where there is one, and counts it into the product's rating, in one
     * transaction.
     * @returns null when the person has reviewed the product before
     */
    async create(review: NewReview): Promise<ReviewRow | null> {
      return unlessTaken(() =>
        inTransaction(prisma, async (transaction: Prisma.TransactionClient) => {
          await lockPurchases(transaction, review.authorId);
          const purchase = await purchaseOf(transaction, review.authorId, review.productId);
          const row = await transaction.review.create({
            data: {
              ...review,
              purchaseOrderId: purchase?.orderId ?? null,
              purchasePosition: purchase?.position ?? null,
            },
          });
          await transaction.$executeRaw`
            UPDATE product SET rating_sum = rating_sum + ${review.rating}, rating_count = rating_count + 1,
              rating_average = (rating_sum + ${review.rating})::float8 / (rating_count + 1)
            WHERE id = ${review.productId}::uuid`;
          return row;
        }),
      );
    },
  };
}
