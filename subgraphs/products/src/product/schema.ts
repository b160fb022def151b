import { nullable } from "@threefold/rest-server";
import { Id, Money, Time } from "@threefold/subgraph-server/rest";
import Type from "typebox";

const Image = Type.Object(
  {
    url: Type.String({ description: "A path on the host that answered." }),
    alt: Type.String({ description: "What it shows, for those who do not see it." }),
    width: Type.Integer(),
    height: Type.Integer(),
  },
  { additionalProperties: false },
);

const Dimensions = Type.Object(
  { lengthMm: Type.Integer(), widthMm: Type.Integer(), heightMm: Type.Integer() },
  { description: "The size of the parcel.", additionalProperties: false },
);

const Attribute = Type.Object({ name: Type.String(), value: Type.String() }, { additionalProperties: false });

const text = nullable(Type.String());

/** A product as REST shows it. Which members are there is the client's choice (`fields`, `view`); `id` always is. */
export const Product = Type.Object(
  {
    id: Id,
    ...Type.Partial(
      Type.Object({
        sku: Type.String({ description: "The stock-keeping unit: unique, printed on the box." }),
        name: Type.String(),
        slug: Type.String({ description: "The name as it stands in the address of its page." }),
        tagline: text,
        description: Type.String(),
        brand: Type.String(),
        categoryId: Type.String(),
        price: Money,
        compareAtPrice: nullable(Money),
        thumbnail: Image,
        images: Type.Array(Image),
        weightGrams: Type.Integer(),
        dimensions: Dimensions,
        material: text,
        color: text,
        countryOfOrigin: Type.String(),
        warrantyMonths: Type.Integer(),
        attributes: Type.Array(Attribute),
        tags: Type.Array(Type.String()),
        stock: Type.Object(
          { onHand: Type.Integer(), reserved: Type.Integer(), available: Type.Integer() },
          { description: "How many pieces there are.", additionalProperties: false },
        ),
        status: Type.Enum(["ACTIVE", "DISCONTINUED"]),
        averageRating: nullable(Type.Number({ description: "From 1 to 5. Null without reviews." })),
        reviewCount: Type.Integer(),
        sellerId: Type.String(),
        createdAt: Time,
        updatedAt: Time,
      }),
    ).properties,
  },
  { $id: "Product", description: "Something that can be bought.", additionalProperties: false },
);

const DimensionsInput = Type.Object(
  { lengthMm: Type.Integer(), widthMm: Type.Integer(), heightMm: Type.Integer() },
  { additionalProperties: false },
);

/** Limits are the rules', which say what is wrong in their own words. */
export const NewProduct = Type.Object(
  {
    sku: Type.String({ description: "Unique: 3 to 40 capital letters, digits and hyphens." }),
    name: Type.String({ description: "1 to 120 characters." }),
    tagline: Type.Optional(nullable(Type.String({ description: "At most 160 characters." }))),
    description: Type.String({ description: "1 to 5,000 characters." }),
    brand: Type.String({ description: "1 to 80 characters." }),
    categorySlug: Type.String(),
    price: Type.Integer({ description: "In the smallest unit of the currency: 1 to 10,000,000." }),
    currency: Type.Optional(Type.String({ description: "EUR, the one currency that this shop sells in." })),
    weightGrams: Type.Integer({ description: "1 to 100,000." }),
    dimensions: DimensionsInput,
    material: Type.Optional(nullable(Type.String())),
    color: Type.Optional(nullable(Type.String())),
    countryOfOrigin: Type.String({ description: "An ISO 3166 code of two capital letters." }),
    warrantyMonths: Type.Optional(Type.Integer({ description: "From 0 to 120; 24 unless given." })),
    attributes: Type.Optional(Type.Array(Attribute)),
    tags: Type.Optional(Type.Array(Type.String())),
    onHand: Type.Optional(Type.Integer({ description: "Pieces in the warehouse at the start; 0 unless given." })),
    sellerId: Type.Optional(nullable(Type.String({ description: "Who sells it; staff alone names others." }))),
  },
  { additionalProperties: false },
);

export const ProductPatch = Type.Object(
  {
    name: Type.Optional(Type.String()),
    tagline: Type.Optional(nullable(Type.String())),
    description: Type.Optional(Type.String()),
    categorySlug: Type.Optional(Type.String()),
    price: Type.Optional(Type.Integer()),
    compareAtPrice: Type.Optional(nullable(Type.Integer({ description: "Null clears it." }))),
    tags: Type.Optional(Type.Array(Type.String())),
    status: Type.Optional(Type.Enum(["ACTIVE", "DISCONTINUED"])),
  },
  { additionalProperties: false },
);
