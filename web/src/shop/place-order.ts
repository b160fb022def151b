import { send } from "../graphql.ts";
import { tokenOf } from "../session.ts";
import type { Person } from "../system.ts";

/** Something that can be bought now, the best first. */
const IN_STOCK = `query InStock {
  products(first: 5, sort: RATING, filter: { inStock: true }) { edges { node { id } } }
}`;

const PLACE_ORDER = `mutation PlaceOrder($key: String!, $productId: ID!, $recipient: String!) {
  placeOrder(
    input: {
      idempotencyKey: $key
      items: [{ productId: $productId, quantity: 1 }]
      shippingAddress: {
        recipient: $recipient
        line1: "12 Analytical Row"
        city: "London"
        postalCode: "W1K 4JE"
        countryCode: "GB"
      }
    }
  ) {
    id
    number
  }
}`;

const ADVANCE_ORDER = "mutation AdvanceOrder($id: ID!) { advanceOrder(id: $id) { id status } }";

interface Placed {
  readonly placeOrder: { readonly id: string; readonly number: string };
}

interface InStock {
  readonly products: { readonly edges: readonly { readonly node: { readonly id: string } }[] };
}

/**
 * Buys one piece as a person, whoever the page asks as.
 * @param productId what to buy; without it, one of the products that are in stock
 * @throws Error in words for people
 */
export async function placeOrder(person: Person, productId?: string): Promise<Placed["placeOrder"]> {
  const id = productId ?? (await anyInStock());
  const { placeOrder } = await asPerson<Placed>(person, PLACE_ORDER, {
    key: crypto.randomUUID(),
    productId: id,
    recipient: person.name,
  });
  return placeOrder;
}

/**
 * Moves an order on: from confirmed to shipped, from shipped to delivered.
 * @param person of the staff
 * @throws Error in words for people
 */
export async function advanceOrder(person: Person, id: string): Promise<void> {
  await asPerson(person, ADVANCE_ORDER, { id });
}

async function anyInStock(): Promise<string> {
  const { data } = await send<InStock>(IN_STOCK);
  const edges = data?.products.edges ?? [];
  const edge = edges[Math.floor(Math.random() * edges.length)];
  if (!edge) throw new Error("Nothing is in stock.");
  return edge.node.id;
}

async function asPerson<Data>(person: Person, query: string, variables: Record<string, unknown>): Promise<Data> {
  const { data, errors } = await send<Data>(query, { variables, accessToken: await tokenOf(person) });
  if (!data || errors) throw new Error(errors?.[0]?.message ?? "The graph did not do it.");
  return data;
}
