import { inTransaction, unlessTaken } from "@threefold/database";
import { appendEvents } from "@threefold/events";
import { type Connection, type PageRequest, pagesByParent, toConnection } from "@threefold/pagination";
import { inOrder } from "@threefold/subgraph-server";
import type { Prisma, PrismaClient, ProductStatus } from "../generated/prisma/client.ts";
import type { ProductSort } from "../generated/resolvers.ts";
import { type Branch, IN_BRANCH, inBranch } from "./branch.ts";
import type { ProductColumn, ProductRow } from "./columns.ts";
import { priceChanged } from "./events.ts";
import { productOrders } from "./orders.ts";
import type { NewProduct, Prices, ProductChanges, ProductCriteria } from "./rules.ts";

type Columns = readonly ProductColumn[];

/** Products in the database. What is read is what `columns` names, in one statement a call. */
export type ProductRepository = ReturnType<typeof productRepository>;

export function productRepository(prisma: PrismaClient) {
  return {
    async byIds(ids: readonly string[], columns: Columns): Promise<(ProductRow | null)[]> {
      const rows = await prisma.product.findMany({ where: { id: { in: [...ids] } }, select: select(columns) });
      return inOrder(ids, rows, (row) => row.id);
    },

    async bySkus(skus: readonly string[], columns: Columns): Promise<(ProductRow | null)[]> {
      const rows: ProductRow[] = await prisma.product.findMany({
        where: { sku: { in: [...skus] } },
        select: select([...columns, "sku"]),
      });
      return inOrder(skus, rows, (row) => row.sku ?? "");
    },

    async page(
      criteria: ProductCriteria,
      sort: ProductSort,
      page: PageRequest,
      columns: Columns,
    ): Promise<Connection<ProductRow>> {
      const order = productOrders[sort];
      const behind = page.after ? [order.after(page.after)] : [];
      const rows: ProductRow[] = await prisma.product.findMany({
        where: { AND: [where(prisma, criteria), ...behind] },
        orderBy: order.orderBy,
        take: page.first + 1,
        select: select([...columns, ...orderColumns(sort)]),
      });
      return toConnection(order, page, rows);
    },

    async pagesBySeller(sellers: readonly string[], sort: ProductSort, page: PageRequest, columns: Columns) {
      return pages(prisma, sellers, `seller_id = parent.key`, sort, page, columns);
    },

    /** @param stands where all of these categories stand in the tree */
    async pagesByCategory(
      categories: readonly string[],
      stands: Branch["stands"],
      sort: ProductSort,
      page: PageRequest,
      columns: Columns,
    ) {
      return pages(prisma, categories, IN_BRANCH[stands], sort, page, columns);
    },

    /** Best first: names that start with the text, then texts that hold its words by rank. */
    async search(text: string, first: number, columns: Columns): Promise<ProductRow[]> {
      const found = await prisma.$queryRaw<{ id: string }[]>`
        WITH named AS (
          SELECT id, 2::real AS rank, name FROM product
          WHERE lower(name) LIKE ${`${escapeLike(text.toLowerCase())}%`} AND status = 'ACTIVE'
          ORDER BY lower(name) LIMIT ${first}
        ), worded AS (
          SELECT id, ts_rank(search_text, query) AS rank, name FROM product, websearch_to_tsquery('english', ${text}) AS query
          WHERE search_text @@ query AND status = 'ACTIVE'
          ORDER BY rank DESC, id LIMIT ${first}
        )
        SELECT id FROM (SELECT * FROM named UNION ALL SELECT * FROM worded) AS hit
        GROUP BY id ORDER BY max(rank) DESC, min(name), id LIMIT ${first}`;
      const ids = found.map((row) => row.id);
      if (ids.length === 0 || columns.every((column) => column === "id")) return found;
      const rows = await this.byIds(ids, columns);
      return rows.filter((row) => row !== null);
    },

    /** The product with its stock, in one transaction; null when the SKU is taken. */
    async create(product: NewProduct): Promise<ProductRow | null> {
      const { onHand, ...data } = product;
      return unlessTaken(() => prisma.product.create({ data: { ...data, stock: { create: { onHand } } } }));
    },

    /**
     * The product as it is then, with its event when its price is another; null when there is none.
     * @param changes says what is written, or throws to leave everything as it is; called while nobody else can change the product
     * @param assertUnchanged throws to leave everything as it is; called while nobody else can change the product
     */
    async update(
      id: string,
      changes: (now: Prices) => ProductChanges,
      assertUnchanged?: (now: ProductRow) => Promise<void>,
    ): Promise<ProductRow | null> {
      return inTransaction(prisma, async (transaction: Prisma.TransactionClient) => {
        const [before] = await transaction.$queryRaw<Prices[]>`
          SELECT price_amount AS "priceAmount", compare_at_amount AS "compareAtAmount"
          FROM product WHERE id = ${id}::uuid FOR UPDATE`;
        if (!before) return null;
        if (assertUnchanged) await assertUnchanged(await transaction.product.findUniqueOrThrow({ where: { id } }));
        const row = await transaction.product.update({ where: { id }, data: changes(before) });
        if (row.priceAmount !== before.priceAmount) await appendEvents(transaction, [priceChanged(row)]);
        return row;
      });
    },

    async sellerOf(id: string): Promise<{ sellerId: string } | null> {
      return prisma.product.findUnique({ where: { id }, select: { sellerId: true } });
    },
  };
}

const select = (columns: Columns) =>
  ({ ...Object.fromEntries(columns.map((column) => [column, true])), id: true }) as { id: true } & Prisma.ProductSelect;

const orderColumns = (sort: ProductSort) => productOrders[sort].columns.map(({ field }) => field as ProductColumn);

function where(prisma: PrismaClient, criteria: ProductCriteria): Prisma.ProductWhereInput {
  const { branch, sellerId, minPrice, maxPrice, minRating, inStock } = criteria;
  return {
    ...(branch && inBranch(branch)),
    ...(sellerId !== undefined && { sellerId }),
    ...((minPrice !== undefined || maxPrice !== undefined) && {
      priceAmount: {
        ...(minPrice !== undefined && { gte: minPrice }),
        ...(maxPrice !== undefined && { lte: maxPrice }),
      },
    }),
    ...(minRating !== undefined && { ratingAverage: { gte: minRating } }),
    ...(inStock === true && {
      status: "ACTIVE" satisfies ProductStatus,
      stock: { onHand: { gt: prisma.stock.fields.reserved } },
    }),
  };
}

async function pages(
  prisma: PrismaClient,
  parents: readonly string[],
  join: string,
  sort: ProductSort,
  page: PageRequest,
  columns: Columns,
): Promise<Connection<ProductRow>[]> {
  const order = productOrders[sort];
  const rows = await pagesByParent<ProductRow>(prisma, parents, {
    table: "product",
    join,
    fields: columns,
    order,
    page,
  });
  return rows.map((children) => toConnection(order, page, children));
}

const escapeLike = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");
