import { argon2Sync, createHash } from "node:crypto";
import { withConnection } from "@threefold/database";
import { type ClonedDatabase, cloneDatabase } from "@threefold/database/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DatabaseName, databaseNames, idOf, isEmpty, people, SIZES, seed } from "./index.ts";

/** Of every row in the three databases. A seed that is changed on purpose has another. */
const CHECKSUM = "2c52fe43f100981268032a51436270c4";

type Databases = Record<DatabaseName, ClonedDatabase>;

async function cloneAll(seeded: boolean): Promise<Databases> {
  const [products, users, orders] = await Promise.all([
    cloneDatabase("products", { seeded }),
    cloneDatabase("users", { seeded }),
    cloneDatabase("orders", { seeded }),
  ]);
  return { products, users, orders };
}

async function query<Row extends object>(
  database: ClonedDatabase,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return withConnection(database.ownerUrl, async (client) => (await client.query<Row>(sql, values)).rows);
}

const ownerUrls = ({ products, users, orders }: Databases) => ({
  products: products.ownerUrl,
  users: users.ownerUrl,
  orders: orders.ownerUrl,
});

/** Of all rows of all tables that have any, whatever the order in which they were written, without what PostgreSQL makes of them. */
async function checksum(databases: Databases): Promise<string> {
  const sums = createHash("md5");
  for (const name of databaseNames) {
    await withConnection(databases[name].ownerUrl, async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
      const { rows } = await client.query<{ tablename: string }>(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
      );
      for (const { tablename } of rows) {
        const row = "(to_jsonb(row) - 'search_text' - 'root_category_id')::TEXT COLLATE \"C\"";
        const sum = `SELECT md5(string_agg(${row}, '' ORDER BY ${row})) FROM "${tablename}" AS row HAVING count(*) > 0`;
        for (const { md5 } of (await client.query(sum)).rows) sums.update(JSON.stringify([tablename, md5]));
      }
    });
  }
  return sums.digest("hex");
}

describe("a seed of size S", () => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await cloneAll(true);
  });
  afterAll(async () => {
    await Promise.all(Object.values(databases).map((database) => database.drop()));
  });

  test("has the rows that were promised", async () => {
    const count = async (name: DatabaseName, table: string) =>
      (await query<{ count: number }>(databases[name], `SELECT count(*)::INT AS count FROM "${table}"`))[0]?.count;
    expect({
      products: await count("products", "product"),
      users: await count("users", "person"),
      reviews: await count("products", "review"),
      orders: await count("orders", "order"),
    }).toEqual(SIZES.S);
  });

  test("is the same on every machine, and every time", async () => {
    const again = await cloneAll(false);
    await seed({ urls: ownerUrls(again), size: "S" });
    expect(await checksum(again)).toBe(await checksum(databases));
    expect(await checksum(again)).toBe(CHECKSUM);
    await Promise.all(Object.values(again).map((database) => database.drop()));
  });

  test("has ratings, sales, reserved stock and totals that agree with the rows they come from", async () => {
    const disagreeing = async (name: DatabaseName, sql: string) => (await query(databases[name], sql)).length;
    expect(
      await disagreeing(
        "products",
        `SELECT id FROM product LEFT JOIN (
           SELECT product_id, sum(rating) AS sum, count(*) AS count, avg(rating) AS average FROM review GROUP BY 1
         ) AS given ON product_id = id
         WHERE rating_sum <> coalesce(sum, 0) OR rating_count <> coalesce(count, 0)
            OR abs(rating_average - coalesce(average, 0)) > 1e-9`,
      ),
    ).toBe(0);
    expect(
      await disagreeing(
        "products",
        `SELECT product_id FROM stock LEFT JOIN (
           SELECT product_id, sum(quantity) AS sum FROM reservation_item JOIN reservation USING (order_id)
           WHERE status = 'RESERVED' GROUP BY 1
         ) AS promised USING (product_id) WHERE reserved <> coalesce(sum, 0)`,
      ),
    ).toBe(0);
    expect(
      await disagreeing(
        "orders",
        `SELECT product_id FROM product_sales FULL JOIN (
           SELECT product_id, sum(quantity) AS sum FROM order_item JOIN "order" ON id = order_id
           WHERE status NOT IN ('REJECTED', 'CANCELLED') GROUP BY 1
         ) AS sold USING (product_id) WHERE units_sold IS DISTINCT FROM sum`,
      ),
    ).toBe(0);
    expect(
      await disagreeing(
        "orders",
        `SELECT id FROM "order" JOIN order_item ON order_id = id GROUP BY id
         HAVING subtotal_amount <> sum(unit_amount * quantity)`,
      ),
    ).toBe(0);
    expect(
      await disagreeing(
        "orders",
        `SELECT id FROM "order" JOIN (
           SELECT DISTINCT ON (order_id) order_id, status, at FROM timeline_entry ORDER BY order_id, position DESC
         ) AS last ON order_id = id WHERE "order".status <> last.status OR updated_at <> at`,
      ),
    ).toBe(0);
  });

  test("has stock set aside for exactly the orders that are confirmed", async () => {
    const confirmed = await query(databases.orders, `SELECT id FROM "order" WHERE status = 'CONFIRMED' ORDER BY id`);
    const reserved = await query(databases.products, "SELECT order_id AS id FROM reservation ORDER BY order_id");
    expect(confirmed.length).toBeGreaterThan(0);
    expect(reserved).toEqual(confirmed);
  });

  test("has as purchases exactly the lines of the orders that were shipped", async () => {
    const purchases = await query(
      databases.products,
      "SELECT order_id, position, product_id, customer_id FROM purchase ORDER BY 1, 2",
    );
    const shipped = await query(
      databases.orders,
      `SELECT order_id, position, product_id, customer_id FROM order_item JOIN "order" ON id = order_id
       WHERE status IN ('SHIPPED', 'DELIVERED') ORDER BY 1, 2`,
    );
    expect(shipped.length).toBeGreaterThan(0);
    expect(purchases).toEqual(shipped);
  });

  test("has reviews of purchases that were made, by who made them, after they arrived", async () => {
    type Purchase = { order_id: string; position: number; product_id: string; person: string; at: Date };
    const reviews = await query<Purchase>(
      databases.products,
      `SELECT purchase_order_id AS order_id, purchase_position AS position, product_id, author_id AS person, created_at AS at
       FROM review WHERE purchase_order_id IS NOT NULL`,
    );
    const lines = await query<Purchase>(
      databases.orders,
      `SELECT order_item.order_id, position, product_id, customer_id AS person, delivered_at AS at
       FROM order_item JOIN "order" ON id = order_id JOIN shipment USING (order_id) WHERE status = 'DELIVERED'`,
    );
    const bought = new Map(lines.map((line) => [`${line.order_id} ${line.position}`, line]));
    expect(reviews.length).toBeGreaterThan(SIZES.S.reviews * 0.4);
    for (const review of reviews) {
      const line = bought.get(`${review.order_id} ${review.position}`);
      expect(review).toMatchObject({ product_id: line?.product_id, person: line?.person });
      expect(review.at.getTime()).toBeGreaterThanOrEqual(line?.at.getTime() ?? Number.POSITIVE_INFINITY);
    }
  });

  test("refers to products and people that exist, with their names and prices as they were", async () => {
    const products = await query<{ id: string; seller_id: string }>(
      databases.products,
      "SELECT id, seller_id FROM product",
    );
    const persons = await query<{ id: string }>(databases.users, "SELECT id FROM person");
    const known = new Set([...products, ...persons].map(({ id }) => id));
    const used = await query<{ id: string }>(
      databases.orders,
      `SELECT customer_id AS id FROM "order" UNION SELECT product_id FROM order_item UNION SELECT product_id FROM cart_item`,
    );
    const authors = await query<{ id: string }>(databases.products, "SELECT DISTINCT author_id AS id FROM review");
    const ids = [...used, ...authors].map(({ id }) => id).concat(products.map((product) => product.seller_id));
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
  });

  test("lets the four who are shown sign in, and nobody else", async () => {
    const credentials = await query<{ username: string; password_hash: string; role: string }>(
      databases.users,
      "SELECT username, role, password_hash FROM credential JOIN person ON id = user_id",
    );
    expect(credentials.map(({ username }) => username).sort()).toEqual(Object.keys(people).sort());
    for (const { username, role, password_hash } of credentials) {
      const person = Object.values(people).find((each) => each.username === username);
      expect(role).toBe(person?.role);
      const [, , , , salt = "", tag] = password_hash.split("$");
      const given = { message: person?.password ?? "", nonce: Buffer.from(salt, "base64") };
      const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
      expect(
        argon2Sync("argon2id", { ...given, ...parameters })
          .toString("base64")
          .replace(/=+$/, ""),
      ).toBe(tag);
    }
  });

  test("shows Ada's orders in every state, her cart and addresses, and Sol's products", async () => {
    const ada = idOf("person", people.ada.index);
    const orders = await query<{ status: string }>(
      databases.orders,
      'SELECT DISTINCT status FROM "order" WHERE customer_id = $1 ORDER BY status',
      [ada],
    );
    expect(orders.map(({ status }) => status)).toEqual(["CONFIRMED", "REJECTED", "SHIPPED", "DELIVERED", "CANCELLED"]);
    const cart = "SELECT FROM cart_item JOIN cart ON id = cart_id WHERE customer_id = $1";
    expect(await query(databases.orders, cart, [ada])).toHaveLength(3);
    expect(await query(databases.users, "SELECT FROM address WHERE user_id = $1", [ada])).toHaveLength(2);
    const sol = await query(databases.products, "SELECT FROM product WHERE seller_id = $1", [
      idOf("person", people.sol.index),
    ]);
    expect(sol.length).toBeGreaterThanOrEqual(12);
  });

  test("gives the next order the next number", async () => {
    const [row] = await query<{ number: string }>(databases.orders, "SELECT next_order_number() AS number");
    expect(row?.number).toMatch(/^TF-\d{4}-000501$/);
  });

  test("does not touch databases that hold something, unless it is to replace it", async () => {
    const urls = ownerUrls(databases);
    const before = await checksum(databases);
    await query(databases.orders, "DELETE FROM cart");
    await expect(seed({ urls, size: "S" })).rejects.toThrow("the database products is not empty");
    expect(await checksum(databases)).not.toBe(before);
    await seed({ urls, size: "S", replace: true });
    expect(await checksum(databases)).toBe(before);
    expect(await isEmpty(urls.orders)).toBe(false);
  });
});

test("a seed that fails in one database leaves all three as they were", async () => {
  const databases = await cloneAll(false);
  await query(databases.orders, "ALTER TABLE cart_item ADD CONSTRAINT none CHECK (quantity < 0)");
  const failure = seed({ urls: ownerUrls(databases), size: "S" });
  await expect(failure).rejects.toThrow('violates check constraint "none"');
  for (const name of databaseNames) expect(await isEmpty(databases[name].ownerUrl)).toBe(true);
  await Promise.all(Object.values(databases).map((database) => database.drop()));
});

test("of two seeds at once, one fills all three databases, and the other finds them filled or fills them again", async () => {
  const databases = await cloneAll(false);
  const urls = ownerUrls(databases);
  const outcomes = await Promise.allSettled([seed({ urls, size: "S" }), seed({ urls, size: "S" })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const reason = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? String(outcome.reason) : []));
  expect(reason).toEqual([expect.stringContaining("the database products is not empty")]);
  await Promise.all([seed({ urls, size: "S", replace: true }), seed({ urls, size: "S", replace: true })]);
  expect(await checksum(databases)).toBe(CHECKSUM);
  await Promise.all(Object.values(databases).map((database) => database.drop()));
});
