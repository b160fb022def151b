import { inTransaction } from "@threefold/database";
import { appendEvents } from "@threefold/events";
import { inOrder } from "@threefold/subgraph-server";
import { Prisma, type PrismaClient, type ReservationStatus, type Stock } from "../generated/prisma/client.ts";
import { stockChanged } from "./events.ts";

export type StockRow = Pick<Stock, "productId" | "onHand" | "reserved">;

/** So many pieces of one product. */
export interface Pieces {
  readonly productId: string;
  readonly quantity: number;
}

export interface ReservationState {
  readonly orderId: string;
  readonly status: ReservationStatus;
  readonly shortOf: string[];
}

export type StockRepository = ReturnType<typeof stockRepository>;

type Transaction = Prisma.TransactionClient;

/** PostgreSQL's integer, and GraphQL's Int. */
const MOST_ON_HAND = 2 ** 31 - 1;

const COLUMNS = { productId: true, onHand: true, reserved: true } as const;

export function stockRepository(prisma: PrismaClient) {
  return {
    async byProducts(ids: readonly string[]): Promise<(StockRow | null)[]> {
      const rows = await prisma.stock.findMany({ where: { productId: { in: [...ids] } }, select: COLUMNS });
      return inOrder(ids, rows, (row) => row.productId);
    },

    /** Adds to the stock on hand; null, and nothing changes, when less would be left than is reserved, or more than can be counted. */
    async adjust(productId: string, delta: number): Promise<StockRow | null> {
      return inTransaction(prisma, async (transaction: Transaction) => {
        const [row] = await transaction.$queryRaw<StockRow[]>`
          UPDATE stock SET on_hand = on_hand + ${delta}, updated_at = now()
          WHERE product_id = ${productId}::uuid AND on_hand::bigint + ${delta} BETWEEN reserved AND ${MOST_ON_HAND}
          RETURNING product_id AS "productId", on_hand AS "onHand", reserved`;
        if (row) await appendEvents(transaction, [stockChanged(row)]);
        return row ?? null;
      });
    },

    /**
     * Sets stock aside for an order: all of it or none, once for each order. Rows are locked in the order of their
     * products' ids, so that two orders for the same goods wait for each other and never deadlock.
     */
    async reserve(orderId: string, items: readonly Pieces[]): Promise<ReservationState> {
      return inTransaction(prisma, async (transaction: Transaction) => {
        const known = await begin(transaction, orderId);
        if (known) return known;
        const shortOf = await lockAndFindShort(transaction, items);
        if (shortOf.length > 0) return conclude(transaction, orderId, "REFUSED", shortOf);
        const moved = await move(transaction, items, Prisma.sql`reserved = stock.reserved + pieces.quantity`);
        await transaction.reservationItem.createMany({ data: items.map((item) => ({ orderId, ...item })) });
        const state = await conclude(transaction, orderId, "RESERVED", []);
        await appendEvents(transaction, moved.map(stockChanged));
        return state;
      });
    },

    /**
     * Ends a reservation. One that was never made is recorded as released, so that a late request to reserve for an
     * order that was called off sets nothing aside.
     * @returns the state; it is the outcome asked for, unless the reservation had ended otherwise before
     */
    async settle(orderId: string, outcome: "SHIPPED" | "RELEASED"): Promise<ReservationState> {
      return inTransaction(prisma, async (transaction: Transaction) => {
        const known = await begin(transaction, orderId);
        if (!known) return conclude(transaction, orderId, outcome, []);
        if (known.status !== "RESERVED") return known;
        const items = await transaction.reservationItem.findMany({ where: { orderId }, orderBy: { productId: "asc" } });
        await lockAndFindShort(transaction, items);
        const shipped = Prisma.sql`reserved = stock.reserved - pieces.quantity, on_hand = stock.on_hand - pieces.quantity`;
        const released = Prisma.sql`reserved = stock.reserved - pieces.quantity`;
        const moved = await move(transaction, items, outcome === "SHIPPED" ? shipped : released);
        const state = await conclude(transaction, orderId, outcome, []);
        await appendEvents(transaction, moved.map(stockChanged));
        return state;
      });
    },
  };
}

/** Takes the order's reservation for this transaction: a new one (undefined), or what it has come to. */
async function begin(transaction: Transaction, orderId: string): Promise<ReservationState | undefined> {
  const made = await transaction.$executeRaw`
    INSERT INTO reservation (order_id, status, short_of, updated_at) VALUES (${orderId}::uuid, 'REFUSED', '{}', now())
    ON CONFLICT DO NOTHING`;
  if (made === 1) return undefined;
  const [known] = await transaction.$queryRaw<ReservationState[]>`
    SELECT order_id AS "orderId", status::text AS status, short_of AS "shortOf"
    FROM reservation WHERE order_id = ${orderId}::uuid FOR UPDATE`;
  return known;
}

async function conclude(
  transaction: Transaction,
  orderId: string,
  status: ReservationStatus,
  shortOf: string[],
): Promise<ReservationState> {
  return transaction.reservation.update({
    where: { orderId },
    data: { status, shortOf },
    select: { orderId: true, status: true, shortOf: true },
  });
}

/** @returns the products of which there are too few, or that are no longer sold */
async function lockAndFindShort(transaction: Transaction, items: readonly Pieces[]): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ productId: string; available: number }[]>`
    SELECT stock.product_id AS "productId", CASE WHEN product.status = 'ACTIVE' THEN stock.on_hand - stock.reserved ELSE 0 END AS available
    FROM stock JOIN product ON product.id = stock.product_id
    WHERE stock.product_id = ANY(${items.map((item) => item.productId)}::uuid[])
    ORDER BY stock.product_id FOR UPDATE OF stock`;
  const available = new Map(rows.map((row) => [row.productId, row.available]));
  return items.filter((item) => (available.get(item.productId) ?? 0) < item.quantity).map((item) => item.productId);
}

/** @returns the stock as it is then */
async function move(transaction: Transaction, items: readonly Pieces[], change: Prisma.Sql): Promise<StockRow[]> {
  return transaction.$queryRaw<StockRow[]>`
    UPDATE stock SET ${change}, updated_at = now()
    FROM unnest(${items.map((item) => item.productId)}::uuid[], ${items.map((item) => item.quantity)}::int[]) AS pieces(product_id, quantity)
    WHERE stock.product_id = pieces.product_id
    RETURNING stock.product_id AS "productId", stock.on_hand AS "onHand", stock.reserved`;
}
