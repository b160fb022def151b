import { InMemoryCache } from "@apollo/client/cache";
import { type DocumentNode, type FieldNode, Kind, parse, print, type SelectionSetNode, visit } from "graphql";
import type { Api } from "../../screen.ts";
import type { Page, Placed, Writing } from "./page.ts";

const LINE = "quantity product { id name price { amount currency } thumbnail { url alt } }";
const ADD = `mutation AddToCart($input: AddToCartInput!) { addToCart(input: $input) { id itemCount items { ${LINE} } } }`;
const ORDER = `mutation PlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) { id number status total { amount currency } placedAt items { product { id thumbnail { url alt } } } customer { id cart { id itemCount items { ${LINE} } } } } }`;
const CONFIRMED = `query Confirmed($order: ID!, $product: ID!) { order(id: $order) { id status } product(id: $product) { id stock { available } } }`;
const HISTORY = `query History { me { id orders(first: 10) { pageInfo { hasNextPage endCursor } edges { node { id number status total { amount currency } placedAt items { product { id thumbnail { url alt } } } } } } } }`;

/** GraphQL's client: Apollo's normalised cache, into which a mutation's answer goes, so that every screen has what changed. */
export function graphPage({ api, mutate, productId, rawOf }: Writing, isTrusted: boolean): Page {
  const cache = new InMemoryCache();
  const prepared = (text: string): DocumentNode => cache.transformDocument(withIds(parse(text)));
  const read = (query: DocumentNode, variables: object) =>
    cache.diff<Record<string, unknown>>({ query, variables, optimistic: false, returnPartialData: true });
  const ask = async (text: string, variables: object = {}): Promise<unknown> => {
    const query = prepared(text);
    const known = read(query, variables);
    if (known.complete) return known.result;
    const result = (await api()[isTrusted ? "trusted" : "query"](print(query), variables)) as object;
    cache.write({ query, variables, result, dataId: "ROOT_QUERY" });
    return result;
  };
  const change = async <Data extends object>(text: string, variables: object): Promise<Data> => {
    const query = prepared(text);
    const result = (await mutate(print(query), variables)) as Data;
    cache.write({ query, variables, result, dataId: "ROOT_MUTATION" });
    return result;
  };
  return {
    api: (): Api => ({ ...api(), query: ask, trusted: ask }),
    async addToCart() {
      await change(ADD, { input: { productId } });
    },
    async placeOrder(order, idempotencyKey) {
      const { placeOrder } = await change<{ placeOrder: Placed }>(ORDER, { input: { ...order, idempotencyKey } });
      // A list does not know that it is longer: the client says so.
      const query = prepared(HISTORY);
      type History = { me: { orders: { edges: readonly object[] } } };
      cache.updateQuery<History>({ query }, (history) => {
        if (!history) return undefined;
        const { orders } = history.me;
        const [last] = orders.edges;
        const edges = [{ ...last, node: placeOrder }, ...orders.edges].slice(0, 10);
        return { ...history, me: { ...history.me, orders: { ...orders, edges } } };
      });
      return placeOrder;
    },
    async confirmed({ id }) {
      const query = prepared(CONFIRMED);
      const variables = { order: rawOf(id), product: productId };
      const result = (await api().query(print(query), variables)) as object;
      cache.write({ query, variables, result, dataId: "ROOT_QUERY" });
    },
  };
}

/** Fields of things that have an id, as screens name them: who has such a cache asks for it everywhere. */
const KEYED = new Set(["me", "cart", "product", "node", "seller", "author"]);

const withIds = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Field: (field) =>
      KEYED.has(field.name.value) && field.selectionSet
        ? { ...field, selectionSet: withId(field.selectionSet) }
        : undefined,
  });

function withId(set: SelectionSetNode): SelectionSetNode {
  if (set.selections.some((each) => each.kind === Kind.FIELD && each.name.value === "id")) return set;
  const id: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "id" } };
  return { ...set, selections: [id, ...set.selections] };
}
