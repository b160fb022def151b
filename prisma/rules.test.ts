import { withConnection } from "@threefold/database";
import { cloneDatabase } from "@threefold/database/testing";
import { expect, test } from "vitest";

/** What the service could get wrong, and the rule that then holds. */
const wrong = {
  products: [
    ["UPDATE stock SET reserved = on_hand + 1", "stock_reserved_check"],
    ["UPDATE stock SET reserved = -1", "stock_reserved_check"],
    ["UPDATE product SET price_amount = 0", "product_price_amount_check"],
    ["UPDATE product SET rating_average = 3.3, rating_count = 2, rating_sum = 9", "product_rating_average_check"],
    ["UPDATE product SET category_path = ARRAY[seller_id]", "product_category_path_check"],
    ["UPDATE review SET rating = 6", "review_rating_check"],
    ["UPDATE review SET purchase_position = NULL WHERE purchase_position = 1", "review_purchase_check"],
  ],
  users: [
    ["UPDATE person SET username = 'Ada' WHERE username = 'ada'", "person_username_check"],
    ["UPDATE address SET is_default = true", "address_default_key"],
    ["UPDATE address SET country_code = 'de'", "address_country_code_check"],
  ],
  orders: [
    ['UPDATE "order" SET total_amount = total_amount + 1', "order_amounts_check"],
    [`UPDATE "order" SET status_reason = 'because' WHERE status = 'DELIVERED'`, "order_status_reason_check"],
    ["UPDATE order_item SET quantity = 0", "order_item_quantity_check"],
    ["UPDATE shipment SET delivered_at = shipped_at - INTERVAL '1 day'", "shipment_delivered_at_check"],
    ["UPDATE product_sales SET units_sold = -1", "product_sales_units_sold_check"],
  ],
} as const;

test.for(["products", "users", "orders"] as const)("%s refuses rows that cannot be", async (name) => {
  await using database = await cloneDatabase(name, { seeded: true });
  await withConnection(database.url, async (client) => {
    for (const [sql, rule] of wrong[name]) await expect(client.query(sql), sql).rejects.toThrow(rule);
  });
});

test("each list of products is read in its order from an index, in a category, a top branch, or of a seller", async () => {
  await using database = await cloneDatabase("products", { seeded: true });
  await withConnection(database.url, async (client) => {
    // 200 rows are read faster without an index: what counts is which one serves when there are many.
    await client.query("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off");
    for (const column of ["true", "category_id = $1", "root_category_id = $1", "seller_id = $1"]) {
      for (const order of [
        "created_at DESC, id DESC",
        "price_amount, id",
        "rating_average DESC, id DESC",
        "name, id",
      ]) {
        const values = column === "true" ? [] : ["00000000-0000-4000-8000-000000000000"];
        const sql = `EXPLAIN SELECT id FROM product WHERE ${column} ORDER BY ${order} LIMIT 21`;
        const { rows } = await client.query<{ "QUERY PLAN": string }>(sql, values);
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
        expect(plan).toMatch(/Index (Only )?Scan/);
        expect(plan).not.toMatch(/Sort/);
      }
    }
  });
});
