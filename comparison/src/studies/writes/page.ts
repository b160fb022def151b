import type { Api } from "../../screen.ts";
import type { Network } from "./network.ts";

/** An order that was placed. */
export interface Placed {
  readonly id: string;
}

/** Orders that a history shows at once. */
export const HISTORY = 10;

export interface NewOrder {
  readonly shippingAddress: object;
}

/** What a client of some style has to write with. */
export interface Writing {
  readonly network: Network;
  /** The way to both APIs through the browser's cache. */
  readonly api: () => Api;
  /** Posts JSON to the REST edge, and gives the answer. */
  readonly send: (path: string, body: object, headers?: Readonly<Record<string, string>>) => Promise<unknown>;
  /** Posts a mutation to the graph, and gives its data. */
  readonly mutate: (document: string, variables: object) => Promise<unknown>;
  /** The id by which services know what is called otherwise here, to be the same in every run. */
  readonly rawOf: (id: string) => string;
  /** The product that is bought. */
  readonly productId: string;
}

/** An open page, with what its client keeps in memory. */
export interface Page {
  /** How screens are shown on it: from memory where that is enough. */
  api(): Api;
  addToCart(): Promise<void>;
  /** Orders what is in the cart. */
  placeOrder(order: NewOrder, idempotencyKey: string): Promise<Placed>;
  /** It is told that the order was confirmed. */
  confirmed(order: Placed): Promise<void>;
}
