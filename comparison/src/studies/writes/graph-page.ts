import type { Api } from "../../screen.ts";
import { normalisedCache } from "../normalised-cache.ts";
import { HISTORY, type Page, type Placed, type Writing } from "./page.ts";

const LINE = "quantity product { id name price { amount currency } thumbnail { url alt } }";
const ADD = `mutation AddToCart($input: AddToCartInput!) { addToCart(input: $input) { id itemCount items { ${LINE} } } }`;
const ORDER = `mutation PlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) { id number status total { amount currency } placedAt items { product { id thumbnail { url alt } } } customer { id cart { id itemCount items { ${LINE} } } } } }`;
const CONFIRMED = `query Confirmed($order: ID!, $product: ID!) { order(id: $order) { id status } product(id: $product) { id stock { available } } }`;
const ORDERS = `query History { me { id orders(first: ${HISTORY}) { pageInfo { hasNextPage endCursor } edges { node { id number status total { amount currency } placedAt items { product { id thumbnail { url alt } } } } } } } }`;

interface History {
  readonly me: { readonly orders: { readonly edges: readonly object[] } };
}

/** GraphQL's client: Apollo's normalised cache, into which a mutation's answer goes, so that every screen has what changed. */
export function graphPage({ api, mutate, productId, rawOf }: Writing, isTrusted: boolean): Page {
  const cache = normalisedCache();
  const way = isTrusted ? "trusted" : "query";
  const ask = (text: string, variables: object): Promise<unknown> => api()[way](text, variables);
  const known = (text: string, variables: object = {}): Promise<unknown> => cache.known(text, variables, ask);
  const page = (): Api => ({ ...api(), aside: page, query: known, trusted: known });
  return {
    api: page,
    async addToCart() {
      await cache.change(ADD, { input: { productId } }, mutate);
    },
    async placeOrder(order, idempotencyKey) {
      const variables = { input: { ...order, idempotencyKey } };
      const { placeOrder } = await cache.change<{ placeOrder: Placed }>(ORDER, variables, mutate);
      // A list does not know that it is longer: the client says so.
      cache.update<History>(ORDERS, (history) => {
        const { orders } = history.me;
        const [last] = orders.edges;
        const edges = [{ ...last, node: placeOrder }, ...orders.edges].slice(0, HISTORY);
        return { ...history, me: { ...history.me, orders: { ...orders, edges } } };
      });
      return placeOrder;
    },
    async confirmed({ id }) {
      // By POST on both rungs: it is asked once, and never the same again.
      await cache.fresh(CONFIRMED, { order: rawOf(id), product: productId }, (...asked) => api().query(...asked));
    },
  };
}
