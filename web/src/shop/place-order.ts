import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { stringifyDocument } from "@urql/core";
import {
  AdvanceOrderDocument,
  InStockDocument,
  type InStockQuery,
  type OrderStatus,
  PlaceOrderDocument,
  type PlaceOrderMutation,
} from "../generated/operations.ts";
import { send } from "../graphql.ts";
import { tokenOf } from "../session.ts";
import type { Person } from "../system.ts";

/**
 * Buys one piece as a person, whoever the page asks as.
 * @param productId what to buy; without it, one of the products that are in stock
 * @throws Error in words for people
 */
export async function placeOrder(person: Person, productId?: string): Promise<PlaceOrderMutation["placeOrder"]> {
  const id = productId ?? (await anyInStock());
  const { placeOrder } = await asPerson(person, PlaceOrderDocument, {
    key: crypto.randomUUID(),
    productId: id,
    recipient: person.name,
  });
  return placeOrder;
}

/** An order as somebody sees it. */
interface OrderSeen {
  readonly id: string;
  readonly status: OrderStatus;
}

/**
 * Moves an order on: from confirmed to shipped, from shipped to delivered.
 * @param person of the staff
 * @param order as the person sees it: one that somebody else has moved on meanwhile is not moved a step further
 * @throws Error in words for people
 */
export async function advanceOrder(person: Person, { id, status }: OrderSeen): Promise<void> {
  await asPerson(person, AdvanceOrderDocument, { id, from: status });
}

async function anyInStock(): Promise<string> {
  const { data } = await send<InStockQuery>(stringifyDocument(InStockDocument));
  const edges = data?.products.edges ?? [];
  const edge = edges[Math.floor(Math.random() * edges.length)];
  if (!edge) throw new Error("Nothing is in stock.");
  return edge.node.id;
}

async function asPerson<Data, Variables extends Record<string, unknown>>(
  person: Person,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const accessToken = await tokenOf(person);
  const { data, errors } = await send<Data>(stringifyDocument(document), { variables, accessToken });
  if (!data || errors) throw new Error(errors?.[0]?.message ?? "The graph did not carry it out.");
  return data;
}
