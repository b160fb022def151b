import { type RestApi, restApi } from "@threefold/rest-server";
import type { FastifyInstance } from "fastify";
import { askingOf } from "../services/asking.ts";
import type { Services } from "../services/services.ts";
import { cartBadge } from "./cart-badge.ts";
import { checkout } from "./checkout.ts";
import { dashboard } from "./dashboard.ts";
import { home } from "./home.ts";
import { orderDetail } from "./order-detail.ts";
import { orderHistory } from "./order-history.ts";
import { orderTracking } from "./order-tracking.ts";
import { productDetail } from "./product-detail.ts";
import { productForm } from "./product-form.ts";
import { productList } from "./product-list.ts";
import { type Reader, readerFor } from "./resources.ts";
import { search } from "./search.ts";
import { seller } from "./seller.ts";

/** Screen 12, an export and a picture, needs no joining: it is the services' own. */
const VIEWS: readonly ((api: RestApi<Reader>) => void)[] = [
  productList,
  productDetail,
  search,
  cartBadge,
  productForm,
  orderHistory,
  orderDetail,
  checkout,
  dashboard,
  orderTracking,
  home,
  seller,
];

/** R3: one answer for each screen, made for it. */
export function addViews(scope: FastifyInstance, services: Services): void {
  const api = restApi(scope, (request) => readerFor(services, askingOf(request)));
  for (const add of VIEWS) add(api);
}
