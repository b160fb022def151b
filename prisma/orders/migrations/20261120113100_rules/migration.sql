-- What must hold of every row, whoever writes it, and what Prisma's schema language cannot say.

ALTER TABLE "cart_item"
  ADD CONSTRAINT "cart_item_quantity_check" CHECK ("quantity" > 0);

ALTER TABLE "order"
  ADD CONSTRAINT "order_amounts_check" CHECK (
    "subtotal_amount" >= 0 AND "shipping_amount" >= 0 AND "total_amount" = "subtotal_amount" + "shipping_amount"
  ),
  ADD CONSTRAINT "order_currency_check" CHECK ("currency" ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT "order_country_code_check" CHECK ("country_code" ~ '^[A-Z]{2}$'),
  ADD CONSTRAINT "order_status_reason_check" CHECK ("status_reason" IS NULL OR "status" IN ('REJECTED', 'CANCELLED'));

ALTER TABLE "order_item"
  ADD CONSTRAINT "order_item_position_check" CHECK ("position" > 0),
  ADD CONSTRAINT "order_item_unit_amount_check" CHECK ("unit_amount" >= 0),
  ADD CONSTRAINT "order_item_quantity_check" CHECK ("quantity" > 0);

ALTER TABLE "timeline_entry"
  ADD CONSTRAINT "timeline_entry_position_check" CHECK ("position" > 0);

ALTER TABLE "shipment"
  ADD CONSTRAINT "shipment_delivered_at_check" CHECK ("delivered_at" >= "shipped_at");

ALTER TABLE "product_sales"
  ADD CONSTRAINT "product_sales_units_sold_check" CHECK ("units_sold" >= 0);

ALTER TABLE "outbox_message"
  ADD CONSTRAINT "outbox_message_attempts_check" CHECK ("attempts" >= 0);

ALTER SEQUENCE "order_number_seq" OWNED BY "order"."number";
