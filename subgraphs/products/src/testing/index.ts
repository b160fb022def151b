import { withConnection } from "@threefold/database";
import { startEventLog } from "@threefold/events";
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from "@threefold/subgraph-server/testing";
import { createService } from "../service.ts";

export interface TestProducts extends TestSubgraph {
  /** The users service as these tests see it: whom it knows, and everybody unless this says otherwise. */
  readonly sellers: { exists: (id: string) => Promise<boolean> };
  /** A category, and under it another; slugs `lighting` and `lamps`. */
  readonly lamps: { readonly id: string; readonly path: string[] };
  /** Puts a product straight into the database and gives its id. */
  addProduct(fields?: Partial<TestProduct>): Promise<string>;
}

interface TestProduct {
  sku: string;
  name: string;
  description: string;
  priceAmount: number;
  sellerId: string;
  onHand: number;
  status: "ACTIVE" | "DISCONTINUED";
  createdAt: Date;
}

/** The products service on a database of its own, with a small category tree and no products. */
export async function startTestProducts(options: TestSubgraphOptions = {}): Promise<TestProducts> {
  const sellers = { exists: async (_id: string) => true };
  const subgraph = await startTestSubgraph(
    "products",
    ({ databaseUrl: url, ...parts }) =>
      createService({ ...parts, sellers, events: startEventLog({ url, logger: parts.logger }) }),
    options,
  );
  const [top, lamps] = [crypto.randomUUID(), crypto.randomUUID()];
  await withConnection(subgraph.ownerUrl, async (client) => {
    const insert = "INSERT INTO category (id, slug, name, path, position, parent_id) VALUES ($1, $2, $3, $4, 1, $5)";
    await client.query(insert, [top, "lighting", "Lighting", [top], null]);
    await client.query(insert, [lamps, "lamps", "Lamps", [top, lamps], top]);
  });
  const branch = { id: lamps, path: [top, lamps] };
  return {
    ...subgraph,
    sellers,
    lamps: branch,
    addProduct: (fields) => addProduct(subgraph.ownerUrl, branch, fields ?? {}),
  };
}

let counter = 0;

async function addProduct(url: string, branch: TestProducts["lamps"], fields: Partial<TestProduct>): Promise<string> {
  const id = crypto.randomUUID();
  const product: TestProduct = {
    sku: `LAMP-${++counter}`,
    name: `Lamp ${counter}`,
    description: "It gives light.",
    priceAmount: 4_900,
    sellerId: crypto.randomUUID(),
    onHand: 10,
    status: "ACTIVE",
    createdAt: new Date(),
    ...fields,
  };
  await withConnection(url, async (client) => {
    await client.query(
      `INSERT INTO product (id, sku, name, slug, description, brand, category_id, category_path, price_amount, currency, images,
        weight_grams, length_mm, width_mm, height_mm, country_of_origin, warranty_months, attributes, tags, status, seller_id, created_at, updated_at)
       VALUES ($1, $2, $3, 'lamp', $4, 'Lumen', $5, $6, $7, 'EUR', '[]', 900, 200, 200, 400, 'DE', 24, '[]', '{}', $8, $9, $10, now())`,
      [
        id,
        product.sku,
        product.name,
        product.description,
        branch.id,
        branch.path,
        product.priceAmount,
        product.status,
        product.sellerId,
        product.createdAt,
      ],
    );
    await client.query("INSERT INTO stock (product_id, on_hand, updated_at) VALUES ($1, $2, now())", [
      id,
      product.onHand,
    ]);
  });
  return id;
}
