import type { OrdersFixture, ProductsFixture } from "@threefold/authorisation";
import { askWith, type Someone } from "./people.ts";

type Headers = Record<string, string>;

/** An order on its way, of a customer whom the documents do not show. */
export async function orderOnItsWay(staff: Headers, shown: readonly string[]) {
  interface Found {
    readonly id: string;
    readonly number: string;
    readonly customer: Someone & { readonly role: string };
    readonly shipment: { readonly id: string };
    readonly items: readonly { readonly product: { readonly id: string; readonly status: string } }[];
  }
  const { data } = await askWith<{ orders: { edges: { node: Found }[] } }>(
    staff,
    `{ orders(first: 100, status: SHIPPED) { edges { node {
      id number shipment { id } customer { id username role } items { product { id status } } } } } }`,
  );
  const order = data.orders.edges
    .map(({ node }) => node)
    .find(({ customer }) => customer.role === "CUSTOMER" && !shown.includes(customer.username));
  if (!order) throw new Error("the seeded shop has no order on its way");
  return order;
}

export async function ordersFixture(
  order: Awaited<ReturnType<typeof orderOnItsWay>>,
  owner: Headers,
): Promise<OrdersFixture> {
  const { data } = await askWith<{ products: { edges: { node: { id: string } }[] } }>(
    {},
    "{ products(first: 1, filter: { inStock: true }) { edges { node { id } } } }",
  );
  const productId = data.products.edges[0]?.node.id ?? "";
  const added = await askWith<{ setCartItem: { id: string } }>(
    owner,
    "mutation ($id: ID!) { setCartItem(productId: $id, quantity: 1) { id } }",
    { id: productId },
  );
  return {
    ownerId: order.customer.id,
    order: { id: order.id, number: order.number, shipmentId: order.shipment.id },
    cartId: added.data.setCartItem.id,
    productId,
  };
}

export async function newAddress(owner: Headers): Promise<string> {
  const { data } = await askWith<{ addAddress: { id: string } }>(
    owner,
    `mutation { addAddress(input: {
      label: "Home", recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" }) { id } }`,
  );
  return data.addAddress.id;
}

/** A product of the seller's, and one of somebody else's with a review of a purchase. */
export async function productsFixture(
  seller: Someone,
  strangerId: string,
): Promise<ProductsFixture & { author: Someone }> {
  interface Reviewed {
    readonly id: string;
    readonly seller: { readonly id: string };
    readonly category: { readonly slug: string };
    readonly reviews: {
      readonly edges: readonly {
        readonly node: { readonly id: string; readonly verifiedPurchase: boolean; readonly author: Someone };
      }[];
    };
  }
  const selection =
    "id seller { id } category { slug } reviews(first: 1) { edges { node { id verifiedPurchase author { id username } } } }";
  const of = (filter: object) =>
    askWith<{ products: { edges: { node: Reviewed }[] } }>(
      {},
      `query ($filter: ProductFilter) { products(first: 50, filter: $filter) { edges { node { ${selection} } } } }`,
      { filter },
    ).then(({ data }) => data.products.edges.map(({ node }) => node));
  const [own] = await of({ sellerId: seller.id });
  const other = (await of({ minRating: 1 })).find(
    (product) => product.seller.id !== seller.id && product.reviews.edges[0]?.node.verifiedPurchase,
  );
  const review = other?.reviews.edges[0]?.node;
  if (!own || !other || !review) throw new Error("the seeded shop has no product with a review of a purchase");
  return {
    productId: own.id,
    otherProductId: other.id,
    reviewId: review.id,
    strangerId,
    categorySlug: own.category.slug,
    author: review.author,
  };
}
