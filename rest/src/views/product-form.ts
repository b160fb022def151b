import Type from "typebox";
import { list, Money, money, object, text } from "./shapes.ts";
import { BY_ID, view } from "./view.ts";

const FIELDS =
  "sku,name,tagline,description,brand,categoryId,price,compareAtPrice,images,weightGrams,dimensions,material,color,countryOfOrigin,warrantyMonths,attributes,tags,status,stock";

/** Screen 5: everything of a product that can be edited. */
export const productForm = view({
  id: "viewProductForm",
  path: "/product-form/:id",
  summary: "Screen 5: a product to edit, with the categories to choose from",
  params: BY_ID,
  answer: object({
    sku: Type.String(),
    name: Type.String(),
    tagline: text,
    description: Type.String(),
    brand: Type.String(),
    categoryId: Type.String(),
    price: Money,
    compareAtPrice: money,
    images: list(object({ url: Type.String(), alt: Type.String(), width: Type.Integer(), height: Type.Integer() })),
    weightGrams: Type.Integer(),
    dimensions: object({ lengthMm: Type.Integer(), widthMm: Type.Integer(), heightMm: Type.Integer() }),
    material: text,
    color: text,
    countryOfOrigin: Type.String(),
    warrantyMonths: Type.Integer(),
    attributes: list(object({ name: Type.String(), value: Type.String() })),
    tags: list(Type.String()),
    status: Type.String(),
    onHand: Type.Integer(),
  }),
  maxAge: 5,
  async load({ params: { id } }, reader) {
    const path = `/products/${encodeURIComponent(id)}?fields=${FIELDS}`;
    const product = await reader.one<{ stock: { onHand: number } }>("products", path);
    return product && { ...product, onHand: product.stock.onHand };
  },
});
