-- What must hold of every row, whoever writes it, and what Prisma's schema language cannot say.

ALTER TABLE "category"
  ALTER COLUMN "path" SET NOT NULL,
  ADD CONSTRAINT "category_path_check" CHECK ("path"[cardinality("path")] = "id");

ALTER TABLE "product"
  ALTER COLUMN "category_path" SET NOT NULL,
  ALTER COLUMN "tags" SET NOT NULL,
  ADD CONSTRAINT "product_category_path_check" CHECK ("category_path"[cardinality("category_path")] = "category_id"),
  ADD CONSTRAINT "product_price_amount_check" CHECK ("price_amount" > 0),
  ADD CONSTRAINT "product_compare_at_amount_check" CHECK ("compare_at_amount" > 0),
  ADD CONSTRAINT "product_currency_check" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "product_country_of_origin_check" CHECK ("country_of_origin" ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT "product_parcel_check" CHECK (
    "weight_grams" > 0 AND "length_mm" > 0 AND "width_mm" > 0 AND "height_mm" > 0
  ),
  ADD CONSTRAINT "product_warranty_months_check" CHECK ("warranty_months" >= 0),
  ADD CONSTRAINT "product_units_sold_nightly_check" CHECK ("units_sold_nightly" >= 0),
  ADD CONSTRAINT "product_rating_sum_check" CHECK ("rating_sum" BETWEEN "rating_count" AND 5 * "rating_count"),
  ADD CONSTRAINT "product_rating_average_check" CHECK (
    abs("rating_average" * "rating_count" - "rating_sum") < 0.001 AND ("rating_count" > 0 OR "rating_average" = 0)
  );

ALTER TABLE "stock"
  ADD CONSTRAINT "stock_reserved_check" CHECK ("reserved" BETWEEN 0 AND "on_hand");

ALTER TABLE "reservation"
  ALTER COLUMN "short_of" SET NOT NULL;

ALTER TABLE "reservation_item"
  ADD CONSTRAINT "reservation_item_quantity_check" CHECK ("quantity" > 0);

ALTER TABLE "review"
  ADD CONSTRAINT "review_rating_check" CHECK ("rating" BETWEEN 1 AND 5),
  ADD CONSTRAINT "review_purchase_check" CHECK (
    ("purchase_order_id" IS NULL) = ("purchase_position" IS NULL) AND "purchase_position" > 0
  );

-- Names that start with what was typed, in any case: lower(name) LIKE lower('what was typed') || '%'.
CREATE INDEX "product_name_prefix_idx" ON "product" (lower("name") text_pattern_ops, "id");
