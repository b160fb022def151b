import type { Graph } from "./graph.ts";

export interface Order {
  readonly id: string;
  readonly number: string;
  readonly status: string;
}

/** Buys one piece of something that is in stock. */
export async function placeOrder(graph: Graph, token: string): Promise<Order> {
  const { products } = await graph.ask<{ products: { edges: { node: { id: string } }[] } }>(
    "{ products(first: 1, sort: RATING, filter: { inStock: true }) { edges { node { id } } } }",
  );
  const productId = products.edges[0]?.node.id;
  if (productId === undefined) throw new Error("nothing is in stock");
  const { placeOrder } = await graph.ask<{ placeOrder: Order }>(
    `mutation ($key: String!, $productId: ID!) {
      placeOrder(input: {
        idempotencyKey: $key
        items: [{ productId: $productId, quantity: 1 }]
        shippingAddress: {
          recipient: "Ada Morgenstern", line1: "12 Analytical Row", city: "London", postalCode: "W1K 4JE", countryCode: "GB"
        }
      }) { id number status }
    }`,
    { key: crypto.randomUUID(), productId },
    token,
  );
  return placeOrder;
}

/** Moves an order on, as staff. */
export async function advance(graph: Graph, token: string, id: string): Promise<Order> {
  const { advanceOrder } = await graph.ask<{ advanceOrder: Order }>(
    "mutation ($id: ID!) { advanceOrder(id: $id) { id number status } }",
    { id },
    token,
  );
  return advanceOrder;
}

/** @throws Error when there is none of this number */
export async function orderByNumber(graph: Graph, token: string, number: string): Promise<string> {
  const { orderByNumber } = await graph.ask<{ orderByNumber: { id: string } | null }>(
    "query ($number: String!) { orderByNumber(number: $number) { id } }",
    { number },
    token,
  );
  if (orderByNumber === null) throw new Error(`there is no order ${number}`);
  return orderByNumber.id;
}
