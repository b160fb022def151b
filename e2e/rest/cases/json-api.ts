import { type Make, type Node, search } from "./case.ts";
import { SORTS } from "./products.ts";

export const cards: Make = (random, shop) => {
  const first = random.pick([1, 5, 20]);
  const sort = random.pick(Object.keys(SORTS)) as keyof typeof SORTS;
  const slug = random.pick(shop.categories).slug;
  const related = random.pick([1, 3]);
  return {
    query: `query ($first: Int, $slug: String, $related: Int) {
      products(first: $first, sort: ${SORTS[sort]}, filter: { categorySlug: $slug }) { edges { node {
        name price { amount currency } category { slug } seller { displayName } stock { available }
        reviews(first: $related) { edges { node { rating author { displayName } } } } } } } }`,
    variables: { first, slug, related },
    path: `/jsonapi/products?${search({
      "page[size]": first,
      sort,
      "filter[categorySlug]": slug,
      include: "category,seller,stock,reviews.author",
      "relatedPage[reviews]": related,
      "fields[products]": "name,price,category,seller,stock,reviews",
      "fields[categories]": "slug",
      "fields[users]": "displayName",
      "fields[reviews]": "rating,author",
    })}`,
    expected: ({ products }) =>
      Object(products).edges.map(({ node }: { node: Node }) => ({
        ...node,
        reviews: Object(node["reviews"]).edges.map(({ node: review }: { node: Node }) => review),
      })),
    given: (body) => {
      const at = joined(body);
      return (body["data"] as { attributes: Node; relationships: Record<string, { data: unknown }> }[]).map(
        ({ attributes, relationships: to }) => ({
          ...attributes,
          category: at(to["category"]?.data)?.["attributes"],
          seller: at(to["seller"]?.data)?.["attributes"],
          stock: { available: Object(at(to["stock"]?.data)?.["attributes"]).available },
          reviews: [to["reviews"]?.data ?? []]
            .flat()
            .map(at)
            .map((review) => ({
              ...Object(review?.["attributes"]),
              author: at(Object(review?.["relationships"]).author.data)?.["attributes"],
            })),
        }),
      );
    },
  };
};

export const orderJoined: Make = (random, { orders }) => {
  const id = random.pick(orders);
  return {
    query: `query ($id: ID!) { order(id: $id) { number customer { displayName } shipment { trackingNumber }
      items { quantity product { name seller { displayName } } } } }`,
    variables: { id },
    path: `/jsonapi/orders/${id}?${search({
      include: "customer,shipment,items.product.seller",
      "fields[orders]": "number,customer,shipment,items",
      "fields[users]": "displayName",
      "fields[products]": "name,seller",
      "fields[shipments]": "trackingNumber",
      "fields[order-items]": "quantity,product",
    })}`,
    expected: ({ order: node }) => node,
    given: (body) => {
      const at = joined(body);
      const { attributes, relationships: to } = Object(body["data"]);
      const productOf = (item: Node | null) => at(Object(item?.["relationships"]).product.data);
      return {
        ...attributes,
        customer: at(to.customer.data)?.["attributes"],
        shipment: to.shipment.data && at(to.shipment.data)?.["attributes"],
        items: to.items.data.map(at).map((item: Node | null) => ({
          ...Object(item?.["attributes"]),
          product: {
            ...Object(productOf(item)?.["attributes"]),
            seller: at(Object(productOf(item)?.["relationships"]).seller.data)?.["attributes"],
          },
        })),
      };
    },
  };
};

/** JSON:API's included resources, put back where they are referred to. */
function joined(body: Node): (reference: unknown) => Node | null {
  const all = [body["data"], body["included"] ?? []].flat() as { type: string; id: string; attributes?: Node }[];
  const byKey = new Map(all.map((resource) => [`${resource.type} ${resource.id}`, resource]));
  return (reference) => {
    const { type, id } = Object(reference);
    return byKey.get(`${type} ${id}`) ?? null;
  };
}
