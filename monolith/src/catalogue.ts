import { NOBODY, type Service } from "@threefold/identity";
import type { Catalogue } from "@threefold/subgraph-orders/domain";
import {
  type ProductsDomain,
  productColumns,
  recordPurchase,
  reserveStock,
  settleReservation,
} from "@threefold/subgraph-products/domain";

const ORDERS: Service = { kind: "service", name: "orders" };
const QUOTED = new Set(["name", "status", "price", "weightGrams", "dimensions", "seller"]);

/** The products domain as the orders domain sees it: asked in its own name, as over the network, without one. */
export function localCatalogue(domain: ProductsDomain): Catalogue {
  const context = () => domain.context({ ...NOBODY.value, identity: ORDERS });
  return {
    async quote(productIds) {
      const { products } = context();
      const columns = productColumns(QUOTED);
      const rows = await Promise.all(productIds.map((id) => products.loaders.byId(id, columns)));
      return new Map(rows.flatMap((row) => (row ? [[row.id, quoteOf(row as ReadProduct)]] : [])));
    },
    async reserve(orderId, items) {
      return reserveStock(context().stocks.repository, ORDERS, { orderId, items: [...items] });
    },
    async settle(orderId, outcome) {
      return settleReservation(context().stocks.repository, ORDERS, orderId, outcome);
    },
    async recordPurchase(orderId, customerId, lines) {
      await recordPurchase(context().purchases.repository, ORDERS, { orderId, customerId, lines: [...lines] });
    },
  };
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<ProductsDomain["context"]>["products"]["loaders"]["byId"]>>>;
/** A row with what {@link QUOTED} needs. */
type ReadProduct = Required<Row>;

const quoteOf = (row: ReadProduct) => ({
  id: row.id,
  name: row.name,
  status: row.status,
  price: { amount: Number(row.priceAmount), currency: row.currency },
  seller: { id: row.sellerId },
  weightGrams: row.weightGrams,
  dimensions: { lengthMm: row.lengthMm, widthMm: row.widthMm, heightMm: row.heightMm },
});
