import { screen as cartBadge } from "../screens/cart-badge/screen.ts";
import { screen as checkout } from "../screens/checkout/screen.ts";
import { screen as dashboard } from "../screens/dashboard/screen.ts";
import { screen as exported } from "../screens/export/screen.ts";
import { screen as home } from "../screens/home/screen.ts";
import { screen as orderDetail } from "../screens/order-detail/screen.ts";
import { screen as orderHistory } from "../screens/order-history/screen.ts";
import { screen as orderTracking } from "../screens/order-tracking/screen.ts";
import { screen as productDetail } from "../screens/product-detail/screen.ts";
import { screen as productForm } from "../screens/product-form/screen.ts";
import { screen as productList } from "../screens/product-list/screen.ts";
import { screen as searchAutocomplete } from "../screens/search-autocomplete/screen.ts";
import { screen as sellerPage } from "../screens/seller-page/screen.ts";
import type { Screen } from "./screen.ts";

/** The screens that are measured, in the order of the specification but for the last. What a screen's view is, only its rungs and its drawing know. */
export const screens: readonly Screen[] = [
  productList,
  productDetail,
  searchAutocomplete,
  cartBadge,
  productForm,
  orderHistory,
  orderDetail,
  checkout,
  dashboard,
  home,
  exported,
  sellerPage,
  // It changes data: what comes after it would see other orders.
  orderTracking,
] as readonly unknown[] as readonly Screen[];

/** @throws Error when there is no such screen */
export function screenNamed(name: string): Screen {
  const found = screens.find((screen) => screen.name === name);
  if (found) return found;
  throw new Error(`there is no screen ${name}`);
}
