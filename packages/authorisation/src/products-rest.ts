import { type ProductsFixture, productProbes } from "./products.ts";
import { twins } from "./rest.ts";

const creation = (fixture: ProductsFixture, more: object) => ({
  path: "/products",
  body: {
    sku: `PROBE-${crypto.randomUUID().slice(0, 8).toUpperCase()}`,
    name: "Probe",
    description: "It is there to be tried.",
    brand: "Probe",
    categorySlug: fixture.categorySlug,
    price: 100,
    weightGrams: 100,
    dimensions: { lengthMm: 10, widthMm: 10, heightMm: 10 },
    countryOfOrigin: "DE",
    ...more,
  },
});

/** Setting stock aside has no twin: the orders service does it by GraphQL. */
export const productRestProbes = twins<ProductsFixture>(productProbes, {
  "catalogue, by id": ({ productId }) => ({ path: `/products/${productId}?fields=name,stock`, at: "stock.available" }),
  "catalogue, by reference": ({ reviewId }) => ({ path: `/reviews/${reviewId}`, at: "rating" }),
  "purchase, by reference": ({ reviewId }) => ({ path: `/reviews/${reviewId}?fields=purchase`, at: "purchase" }),
  "purchase, by a list of the product's, as an alias": ({ otherProductId }) => ({
    path: `/products/${otherProductId}/reviews?fields=purchase`,
    at: "data.0.purchase",
  }),
  "list, by a write": (fixture) => creation(fixture, {}),
  "listForOthers, by a write": (fixture) => creation(fixture, { sellerId: fixture.strangerId }),
  "change, by a write": ({ productId }) => ({ method: "PATCH", path: `/products/${productId}`, body: {} }),
  "adjustStock, by a write": ({ productId }) => ({
    path: `/products/${productId}/stock/adjustments`,
    body: { delta: 1 },
  }),
  "review, by a write that is wrong": ({ otherProductId }) => ({
    path: `/products/${otherProductId}/reviews`,
    body: { rating: 9, title: "A", body: "B" },
  }),
});
