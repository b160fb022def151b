-- What a generated column may call must be immutable, which array_to_string is not for every type of array.
CREATE FUNCTION "joined"("words" TEXT[]) RETURNS TEXT
  LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_to_string("words", ' ');

-- CreateEnum
CREATE TYPE "product_status" AS ENUM ('ACTIVE', 'DISCONTINUED');

-- CreateEnum
CREATE TYPE "reservation_status" AS ENUM ('RESERVED', 'REFUSED', 'SHIPPED', 'RELEASED');

-- CreateTable
CREATE TABLE "category" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "path" UUID[],
    "position" INTEGER NOT NULL,
    "parent_id" UUID,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "tagline" TEXT,
    "description" TEXT NOT NULL,
    "brand" TEXT NOT NULL,
    "category_id" UUID NOT NULL,
    "category_path" UUID[],
    "price_amount" BIGINT NOT NULL,
    "compare_at_amount" BIGINT,
    "currency" CHAR(3) NOT NULL,
    "images" JSONB NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "length_mm" INTEGER NOT NULL,
    "width_mm" INTEGER NOT NULL,
    "height_mm" INTEGER NOT NULL,
    "material" TEXT,
    "color" TEXT,
    "country_of_origin" CHAR(2) NOT NULL,
    "warranty_months" INTEGER NOT NULL,
    "attributes" JSONB NOT NULL,
    "tags" TEXT[],
    "status" "product_status" NOT NULL DEFAULT 'ACTIVE',
    "seller_id" UUID NOT NULL,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "rating_count" INTEGER NOT NULL DEFAULT 0,
    "rating_average" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "units_sold_nightly" INTEGER NOT NULL DEFAULT 0,
    "search_text" tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', "name"), 'A')
        || setweight(to_tsvector('english', "brand" || ' ' || coalesce("tagline", '')), 'B')
        || setweight(to_tsvector('english', "joined"("tags")), 'C')
        || setweight(to_tsvector('english', "description"), 'D')
    ) STORED,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock" (
    "product_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("product_id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "order_id" UUID NOT NULL,
    "status" "reservation_status" NOT NULL,
    "short_of" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "reservation_item" (
    "order_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "reservation_item_pkey" PRIMARY KEY ("order_id","product_id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "rating" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "purchase_order_id" UUID,
    "purchase_position" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "category_slug_key" ON "category"("slug");

-- CreateIndex
CREATE INDEX "category_parent_id_position_idx" ON "category"("parent_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "product_sku_key" ON "product"("sku");

-- CreateIndex
CREATE INDEX "product_created_at_id_idx" ON "product"("created_at", "id");

-- CreateIndex
CREATE INDEX "product_price_amount_id_idx" ON "product"("price_amount", "id");

-- CreateIndex
CREATE INDEX "product_rating_average_id_idx" ON "product"("rating_average", "id");

-- CreateIndex
CREATE INDEX "product_name_id_idx" ON "product"("name", "id");

-- CreateIndex
CREATE INDEX "product_seller_id_created_at_id_idx" ON "product"("seller_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "product_category_path_idx" ON "product" USING GIN ("category_path");

-- CreateIndex
CREATE INDEX "product_search_text_idx" ON "product" USING GIN ("search_text");

-- CreateIndex
CREATE INDEX "review_product_id_created_at_id_idx" ON "review"("product_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "review_product_id_rating_created_at_id_idx" ON "review"("product_id", "rating", "created_at", "id");

-- CreateIndex
CREATE INDEX "review_author_id_created_at_id_idx" ON "review"("author_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "review_product_id_author_id_key" ON "review"("product_id", "author_id");

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation_item" ADD CONSTRAINT "reservation_item_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "reservation"("order_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;
