import { publicFor, type RestApi } from "@threefold/rest-server";
import { isUuid } from "@threefold/subgraph-server";
import { BY_ID, IDS, Id, idsOf } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import { adjustStock } from "./actions.ts";
import type { StockRow } from "./repository.ts";

const Stock = Type.Object(
  {
    productId: Id,
    onHand: Type.Integer({ description: "Pieces in the warehouse." }),
    reserved: Type.Integer({ description: "Pieces in the warehouse that are promised to an order." }),
    available: Type.Integer({ description: "Pieces that can still be bought: on hand less reserved." }),
  },
  { $id: "Stock", description: "How many pieces of a product there are.", additionalProperties: false },
);

const SECONDS = publicFor(5);
const tag = "products";

/** A product that nobody has counted has none. */
export function showStock(productId: string, row: StockRow | null) {
  const { onHand, reserved } = row ?? { onHand: 0, reserved: 0 };
  return { productId, onHand, reserved, available: onHand - reserved };
}

export function addStockRoutes(api: RestApi<Context>): void {
  api.list({
    id: "listStock",
    tag,
    summary: "The stock of several products",
    path: "/stock",
    query: Type.Object({ productIds: IDS }),
    item: Stock,
    cache: SECONDS,
    async handle({ query }, { stocks }) {
      const ids = idsOf(query.productIds, "productIds").filter(isUuid);
      const rows = await Promise.all(ids.map((id) => stocks.loaders.byProduct(id.toLowerCase())));
      return { data: rows.flatMap((row) => (row ? [showStock(row.productId, row)] : [])) };
    },
  });

  api.read({
    id: "getStock",
    tag,
    summary: "The stock of one product",
    path: "/products/:id/stock",
    params: BY_ID,
    answer: Stock,
    cache: SECONDS,
    async handle({ params: { id } }, { stocks }) {
      const row = isUuid(id) ? await stocks.loaders.byProduct(id.toLowerCase()) : null;
      return row && showStock(row.productId, row);
    },
  });

  api.write({
    id: "adjustStock",
    tag,
    summary:
      "Adds to the stock on hand, or takes from it with a negative number. Only by the product's seller or staff.",
    method: "POST",
    path: "/products/:id/stock/adjustments",
    params: BY_ID,
    body: Type.Object({ delta: Type.Integer() }, { additionalProperties: false }),
    answer: Stock,
    async handle({ params, body }, { identity, products, stocks }) {
      const parts = { products: products.repository, stocks: stocks.repository };
      const row = await adjustStock(parts, identity, { productId: params.id, delta: body.delta });
      return showStock(row.productId, row);
    },
  });
}
