-- Products knows from now on what people have bought. It is told of what was sent before, as of what will be: by the outbox.
INSERT INTO "outbox_message" ("topic", "order_id", "payload")
SELECT 'purchase.record', "id", '{}' FROM "order" WHERE "status" IN ('SHIPPED', 'DELIVERED') ORDER BY "placed_at", "id";
