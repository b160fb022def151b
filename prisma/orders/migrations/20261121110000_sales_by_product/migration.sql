-- What a product brought in all is asked for by its seller: without this, by reading every day of every product.
CREATE INDEX "daily_sales_product_id_idx" ON "daily_sales"("product_id");
