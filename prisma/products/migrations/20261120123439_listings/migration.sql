-- AlterTable
ALTER TABLE "product" ADD COLUMN     "root_category_id" UUID GENERATED ALWAYS AS ("category_path"[1]) STORED;

-- CreateIndex
CREATE INDEX "product_category_id_created_at_id_idx" ON "product"("category_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "product_category_id_price_amount_id_idx" ON "product"("category_id", "price_amount", "id");

-- CreateIndex
CREATE INDEX "product_category_id_rating_average_id_idx" ON "product"("category_id", "rating_average", "id");

-- CreateIndex
CREATE INDEX "product_category_id_name_id_idx" ON "product"("category_id", "name", "id");

-- CreateIndex
CREATE INDEX "product_root_category_id_created_at_id_idx" ON "product"("root_category_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "product_root_category_id_price_amount_id_idx" ON "product"("root_category_id", "price_amount", "id");

-- CreateIndex
CREATE INDEX "product_root_category_id_rating_average_id_idx" ON "product"("root_category_id", "rating_average", "id");

-- CreateIndex
CREATE INDEX "product_root_category_id_name_id_idx" ON "product"("root_category_id", "name", "id");

-- CreateIndex
CREATE INDEX "product_seller_id_price_amount_id_idx" ON "product"("seller_id", "price_amount", "id");

-- CreateIndex
CREATE INDEX "product_seller_id_rating_average_id_idx" ON "product"("seller_id", "rating_average", "id");

-- CreateIndex
CREATE INDEX "product_seller_id_name_id_idx" ON "product"("seller_id", "name", "id");
