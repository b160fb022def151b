import { lines, text } from "../../src/draw.ts";
import { inOnePart } from "../../src/in-parts.ts";
import { PRODUCT } from "../../src/kitchen-sink.ts";
import { lazy, queryRung, queryRungs, rung, type Screen } from "../../src/screen.ts";
import { type Document, included, type Money, type Picture, type Resource } from "../../src/shapes.ts";

interface Facts {
  readonly sku: string;
  readonly name: string;
  readonly tagline: string | null;
  readonly description: string;
  readonly brand: string;
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  readonly images: readonly (Picture & { readonly width: number; readonly height: number })[];
  readonly weightGrams: number;
  readonly dimensions: { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number };
  readonly material: string | null;
  readonly color: string | null;
  readonly countryOfOrigin: string;
  readonly warrantyMonths: number;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly string[];
  readonly status: string;
}
interface Form {
  readonly facts: Facts;
  readonly categoryId: string;
  readonly onHand: number;
}

const form = (facts: Facts, categoryId: () => string, onHand: () => number): Form =>
  lazy({ facts: () => facts, categoryId, onHand });
type FromGraph = { product: Facts & { category: { id: string }; stock: { onHand: number } } };
const fromGraph = ({ product }: FromGraph) =>
  form(
    product,
    () => product.category.id,
    () => product.stock.onHand,
  );
type RestProduct = Facts & { readonly categoryId: string };

const whole = (money: Money) => `${money.amount} ${text(money.currency)}`;
const field = (name: string, value: string | number | null) => `<label>${name} <input value="${text(value)}"></label>`;

export const screen: Screen<Form> = {
  name: "product-form",
  as: "sol",
  render: ({ facts, categoryId, onHand }) =>
    lines(
      field("SKU", facts.sku),
      field("Name", facts.name),
      field("Tagline", facts.tagline),
      `<textarea>${text(facts.description)}</textarea>`,
      field("Brand", facts.brand),
      field("Category", categoryId),
      field("Price", whole(facts.price)),
      field("Before", facts.compareAtPrice === null ? "" : whole(facts.compareAtPrice)),
      facts.images.map(
        ({ url, alt, width, height }) => `${field("Picture", url)}${field("Shows", alt)}${width}×${height}`,
      ),
      field("Weight", facts.weightGrams),
      field("Size", `${facts.dimensions.lengthMm}×${facts.dimensions.widthMm}×${facts.dimensions.heightMm}`),
      field("Material", facts.material),
      field("Colour", facts.color),
      field("Made in", facts.countryOfOrigin),
      field("Warranty", facts.warrantyMonths),
      facts.attributes.map(({ name, value }) => field(text(name), value)),
      facts.tags.map((tag) => field("Tag", tag)),
      field("Status", facts.status),
      field("On hand", onHand),
    ),
  rungs: {
    ...inOnePart,
    R0: rung(
      async (api, { productId }) =>
        [
          (await api.get(`/products/${productId}`)) as RestProduct,
          (await api.get(`/products/${productId}/stock`)) as { onHand: number },
        ] as const,
      ([product, stock]) =>
        form(
          product,
          () => product.categoryId,
          () => stock.onHand,
        ),
    ),
    R1: rung(
      async (api, { productId }) => {
        const fields =
          "sku,name,tagline,description,brand,categoryId,price,compareAtPrice,images,weightGrams,dimensions,material,color,countryOfOrigin,warrantyMonths,attributes,tags,status,stock";
        return [
          (await api.get(`/products/${productId}?fields=${fields}`)) as RestProduct & { stock: { onHand: number } },
        ] as const;
      },
      ([product]) =>
        form(
          product,
          () => product.categoryId,
          () => product.stock.onHand,
        ),
    ),
    R2: rung(
      async (api, { productId }) => {
        const fields =
          "fields[products]=sku,name,tagline,description,brand,price,compareAtPrice,images,weightGrams,dimensions,material,color,countryOfOrigin,warrantyMonths,attributes,tags,status,category,stock&fields[stocks]=onHand";
        return [
          (await api.get(`/jsonapi/products/${productId}?include=stock&${fields}`)) as Document<
            Resource<Facts, "category" | "stock">
          >,
        ] as const;
      },
      ([document]) =>
        form(
          document.data.attributes,
          () => document.data.relationships.category.data.id,
          () => included<{ onHand: number }>(document, document.data.relationships.stock.data).attributes.onHand,
        ),
    ),
    R3: rung(
      async (api, { productId }) =>
        [(await api.get(`/views/product-form/${productId}`)) as RestProduct & { onHand: number }] as const,
      ([view]) =>
        form(
          view,
          () => view.categoryId,
          () => view.onHand,
        ),
    ),
    G0: queryRung(
      /* GraphQL */ `query Everything($id: ID!) { product(id: $id) { ...EveryProduct } }\n${PRODUCT}`,
      ({ productId }) => ({ id: productId }),
      fromGraph,
    ),
    ...queryRungs(
      /* GraphQL */ `query ProductForm($id: ID!) { product(id: $id) { sku name tagline description brand price { amount currency } compareAtPrice { amount currency } images { url alt width height } weightGrams dimensions { lengthMm widthMm heightMm } material color countryOfOrigin warrantyMonths attributes { name value } tags status category { id } stock { onHand } } }`,
      ({ productId }) => ({ id: productId }),
      fromGraph,
    ),
  },
};
