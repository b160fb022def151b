-- What people have bought and were sent, as orders tells of it: a review of it is a buyer's (subgraphs/products/src/purchase).
-- What was sent before this table was there, orders tells again: its migration of the same time.
CREATE TABLE "purchase" (
    "customer_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "purchase_pkey" PRIMARY KEY ("customer_id", "product_id", "order_id"),
    CONSTRAINT "purchase_position_check" CHECK ("position" > 0)
);
