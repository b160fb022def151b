import type { Document, List, Resource } from "../../shapes.ts";
import { type Answers, keepAnswers } from "./answers.ts";
import { HISTORY, type Page, type Placed, type Writing } from "./page.ts";

interface Cart {
  readonly items: readonly object[];
  readonly itemCount: number;
}
interface WithStock {
  readonly stock: { readonly available: number };
}

/** What a client of a rung knows of its own API: where the answer of a write, and what else it changes, stands in what it has. */
interface Style {
  /** The cart is now this; an ordered one is known to be empty. */
  cartIs(cart: Cart): void;
  /** The order was placed. */
  placed?(order: Placed): void;
  /** It was confirmed, and its goods were set aside: no more of both is asked for than what has changed. */
  confirmed(order: Placed): Promise<void>;
}

/** REST's client: answers by their URL, into which it puts what a write answers, as far as the rung's answers let it. */
export function restPage(rung: "R1" | "R2" | "R3", writing: Writing): Page {
  const answers = keepAnswers(writing.api, writing.network);
  const style = STYLES[rung](answers, writing);
  return {
    api: answers.api,
    async addToCart() {
      style.cartIs((await writing.send("/cart/items", { productId: writing.productId })) as Cart);
    },
    async placeOrder(order, idempotencyKey) {
      const placed = (await writing.send("/orders", order, { "idempotency-key": idempotencyKey })) as Placed;
      style.cartIs({ items: [], itemCount: 0 });
      style.placed?.(placed);
      return placed;
    },
    confirmed: style.confirmed,
  };
}

type MakeStyle = (answers: Answers, writing: Writing) => Style;

/** Resources: what a write answers is the resource that other answers have, or list. */
const resources: MakeStyle = ({ update }, { api, rawOf, productId }) => {
  const history = (change: (orders: readonly Placed[]) => Placed[]) =>
    update<List<Placed>>(/^\/users\/[^/]+\/orders\?/, (list) => ({ ...list, data: change(list.data) }));
  return {
    cartIs: (cart) => update(/^\/cart\?/, () => cart),
    placed: (order) => history((orders) => [order, ...orders].slice(0, HISTORY)),
    async confirmed({ id }) {
      const [now, { stock }] = (await Promise.all([
        api().get(`/orders/${rawOf(id)}?fields=status`),
        api().get(`/products/${productId}?fields=stock`),
      ])) as [Placed, WithStock];
      history((orders) => orders.map((each) => (each.id === id ? { ...each, ...now } : each)));
      update<WithStock>(new RegExp(`^/products/${productId}\\?`), (product) => ({ ...product, stock }));
    },
  };
};

type Included = readonly Resource<never>[];
interface Orders extends Document<readonly object[]> {
  readonly included: Included;
}

/**
 * JSON:API's documents. Orders are placed at the plain resource, whose answer is no document, without the lines' products: the order is
 * asked for as the history has it when it was confirmed, alone, and put at the head.
 */
const documents: MakeStyle = ({ update, forget }, { api, rawOf, productId }) => ({
  cartIs({ itemCount }) {
    forget(/^\/jsonapi\/account\?/);
    update<Document<object>>(/^\/jsonapi\/cart\?fields\[carts\]=itemCount$/, (cart) => ({
      ...cart,
      data: { ...cart.data, attributes: { itemCount } },
    }));
  },
  async confirmed({ id }) {
    const fields =
      "fields[orders]=number,status,total,placedAt,items&fields[order-items]=product&fields[products]=thumbnail";
    const [order, stock] = (await Promise.all([
      api().get(`/jsonapi/orders/${rawOf(id)}?include=items.product&${fields}`),
      api().get(`/jsonapi/products/${productId}?include=stock&fields[products]=stock&fields[stocks]=available`),
    ])) as [Document<object>, Document<object>];
    update<Orders>(/^\/jsonapi\/users\/[^/]+\/orders\?/, (orders) => ({
      ...orders,
      data: [order.data, ...orders.data].slice(0, HISTORY),
      included: [...orders.included, ...(order.included ?? [])],
    }));
    update<Document<object>>(new RegExp(`^/jsonapi/products/${productId}\\?`), (product) => ({
      ...product,
      included: (product.included ?? []).map((each) => stock.included?.find(isSame(each)) ?? each),
    }));
  },
});

const isSame = (one: Included[number]) => (other: Included[number]) => one.type === other.type && one.id === other.id;

/** Views: a number goes where the screen has it. What only the edge can join is asked for again. */
const views: MakeStyle = ({ update, forget }, { api, productId }) => ({
  cartIs({ itemCount }) {
    forget(/^\/views\/checkout$/);
    update(/^\/views\/cart-badge$/, () => ({ itemCount }));
  },
  async confirmed() {
    // It shows the order with pictures.
    forget(/^\/views\/order-history$/);
    const { stock } = (await api().get(`/products/${productId}?fields=stock`)) as WithStock;
    const { available } = stock;
    update(new RegExp(`^/views/product-detail/${productId}$`), (product) => ({ ...product, available }));
  },
});

const STYLES = { R1: resources, R2: documents, R3: views };
