/** Buys one piece of something that is in stock. @throws Error with what the graph said */
export async function placeOrder(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const { products } = await ask<{ products: { edges: { node: { id: string } }[] } }>(
    url,
    headers,
    "{ products(first: 1, sort: RATING, filter: { inStock: true }) { edges { node { id } } } }",
  );
  await ask(
    url,
    headers,
    `mutation ($key: String!, $productId: ID!) {
      placeOrder(input: {
        idempotencyKey: $key
        items: [{ productId: $productId, quantity: 1 }]
        shippingAddress: { recipient: "Load", line1: "12 Analytical Row", city: "London", postalCode: "W1K 4JE", countryCode: "GB" }
      }) { id }
    }`,
    { key: crypto.randomUUID(), productId: products.edges[0]?.node.id },
  );
}

async function ask<Data>(url: string, headers: object, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors[0]?.message);
  return data;
}
