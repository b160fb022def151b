-- CreateTable
CREATE TABLE "daily_sales" (
    "day" DATE NOT NULL,
    "product_id" UUID NOT NULL,
    "units_sold" INTEGER NOT NULL,
    "revenue_amount" BIGINT NOT NULL,

    CONSTRAINT "daily_sales_pkey" PRIMARY KEY ("day", "product_id")
);

ALTER TABLE "daily_sales"
  ADD CONSTRAINT "daily_sales_amounts_check" CHECK ("units_sold" >= 0 AND "revenue_amount" >= 0);

-- What was sold before this table was there.
INSERT INTO "daily_sales" ("day", "product_id", "units_sold", "revenue_amount")
SELECT ("order"."placed_at" AT TIME ZONE 'UTC')::DATE, item."product_id", sum(item."quantity"), sum(item."quantity" * item."unit_amount")
FROM "order_item" AS item JOIN "order" ON "order"."id" = item."order_id"
WHERE "order"."status" NOT IN ('REJECTED', 'CANCELLED')
GROUP BY 1, 2;
