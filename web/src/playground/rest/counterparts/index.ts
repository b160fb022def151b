import type { Counterpart } from "./calls.ts";
import * as catalogue from "./catalogue.ts";
import * as customer from "./customer.ts";
import { staffDesk } from "./staff.ts";

export type { RestCalls } from "./calls.ts";

/** What of the collection can be done over REST, and how, by the operation's id. e2e/rest/counterparts.test.ts holds it to the graph's answers. */
export const COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  "three-subgraphs": catalogue.threeSubgraphs,
  "product-page": catalogue.productPage,
  "search-as-you-type": catalogue.searchAsYouType,
  "category-tree": catalogue.categoryTree,
  "seller-page": catalogue.sellerPage,
  "best-and-worst-reviews": catalogue.bestAndWorstReviews,
  "shipping-estimate": catalogue.shippingEstimate,
  "my-orders": customer.myOrders,
  "order-in-detail": customer.orderInDetail,
  "my-cart": customer.myCart,
  "add-to-cart": customer.addToCart,
  "place-order": customer.placeOrder,
  "staff-desk": staffDesk,
};

/** Why an operation of the collection has no counterpart. */
export const WITHOUT: Readonly<Record<string, string>> = {
  "deferred-page":
    "REST answers a request in one piece. A page that wants the price first requests the product, and then the rest: the calls of “A product's page”.",
  "watch-order":
    "REST has a stream per order: GET /rest/orders/{id}/events, as server-sent events. There is no stream of all of a person's orders, and none that joins their products.",
  "watch-stock": "REST has no stream of stock levels. A client polls GET /rest/stock?productIds=….",
};
