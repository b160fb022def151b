import { json, type Table, type Value } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";
import { type Random, randomFor } from "../../seed/random.ts";
import { DAY, NOW, timestamp } from "../../seed/time.ts";
import type { Totals } from "../../seed/totals.ts";
import { type Product, productOf } from "./product.ts";
import { COLORS, OPENINGS, ORIGINS, TAGLINES } from "./words.ts";

const COLUMNS = [
  "id",
  "sku",
  "name",
  "slug",
  "tagline",
  "description",
  "brand",
  "category_id",
  "category_path",
  "price_amount",
  "compare_at_amount",
  "currency",
  "images",
  "weight_grams",
  "length_mm",
  "width_mm",
  "height_mm",
  "material",
  "color",
  "country_of_origin",
  "warranty_months",
  "attributes",
  "tags",
  "status",
  "seller_id",
  "rating_sum",
  "rating_count",
  "rating_average",
  "units_sold_nightly",
  "created_at",
  "updated_at",
];

/** The products, with what reviews and orders add up to. */
export function productTable(count: number, totals: Totals): Table {
  return {
    name: "product",
    columns: COLUMNS,
    expected: count,
    *rows() {
      for (let index = 0; index < count; index += 1) yield row(productOf(index), totals);
    },
  };
}

function row(product: Product, totals: Totals): Value[] {
  const { index, id, category, name, brand, price } = product;
  const { leaf } = category;
  const random = randomFor("product details", index);
  const material = random.pick(leaf.materials);
  const color = random.chance(0.85) ? random.pick(leaf.colors ?? COLORS) : null;
  // What is light is cheap, by and large, and comes in a small parcel.
  const scale = Math.min(1, Math.max(0, price / 100 / leaf.euros[1]) ** 0.5 * (0.7 + 0.6 * random.next()));
  const weight = Math.round(leaf.grams[0] + (leaf.grams[1] - leaf.grams[0]) * scale);
  const parcel = leaf.parcel.map((side) => Math.round(side * (0.5 + 0.5 * scale)));
  const [sum, reviews] = [totals.ratingSum[index] ?? 0, totals.ratingCount[index] ?? 0];
  return [
    id,
    `${leaf.code}-${product.series.slice(0, 3).toUpperCase()}-${String(index + 1).padStart(6, "0")}`,
    name,
    `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${(index + 1).toString(36)}`,
    random.chance(0.8) ? random.pick(TAGLINES) : null,
    description(product, material, random),
    brand,
    category.id,
    category.path,
    price,
    random.chance(0.18) ? Math.round((price * (1.1 + 0.3 * random.next())) / 100) * 100 : null,
    "EUR",
    images(product, color, random.int(3, 5)),
    weight,
    ...parcel,
    material,
    color,
    random.pick(ORIGINS),
    leaf.warrantyMonths,
    json(Object.entries(leaf.facts).map(([fact, values]) => ({ name: fact, value: random.pick(values) }))),
    leaf.tags.filter(() => random.chance(0.7)),
    product.discontinued ? "DISCONTINUED" : "ACTIVE",
    idOf("person", product.sellerIndex),
    sum,
    reviews,
    reviews === 0 ? 0 : sum / reviews,
    totals.soldByLastNight[index] ?? 0,
    timestamp(product.createdAt),
    timestamp(Math.min(NOW, product.createdAt + random.int(0, 400) * DAY)),
  ];
}

function description({ category, series, noun, brand }: Product, material: string, random: Random): string {
  const opening = random
    .pick(OPENINGS)
    .replace("{series}", series)
    .replace("{noun}", noun)
    .replace("{brand}", brand)
    .replace("{material}", material)
    .replace(/\ba (?=[aeiou])/gi, (article) => `${article.trim()}n `);
  const { sentences } = category.leaf;
  const omitted = random.int(0, sentences.length - 1);
  return [opening, ...sentences.filter((_, place) => place !== omitted)].join(" ");
}

const VIEWS = ["", ", from the side", ", in detail", ", in use", ", packed"];

/** The products service draws these pictures. */
function images({ id, name }: Product, color: string | null, count: number): string {
  const shown = color === null ? name : `${name} in ${color}`;
  return json(
    VIEWS.slice(0, count).map((view, n) => ({
      url: `/images/products/${id}/${n + 1}.svg`,
      alt: `${shown}${view}`,
      width: 1200,
      height: 1200,
    })),
  );
}
