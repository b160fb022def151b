export { callerOf } from "./caller.ts";
export { type OrdersFixture, orderProbes } from "./orders.ts";
export { expectedOf, KINDS, type Kind, type Outcome, outcomeOf, type Probe } from "./probe.ts";
export { type ProductsFixture, productProbes } from "./products.ts";
export { type UsersFixture, userProbes } from "./users.ts";
