export { callerOf } from "./caller.ts";
export { type OrdersFixture, orderProbes } from "./orders.ts";
export { orderRestProbes } from "./orders-rest.ts";
export { expectedOf, KINDS, type Kind, type Outcome, outcomeOf, type Probe } from "./probe.ts";
export { type ProductsFixture, productProbes } from "./products.ts";
export { productRestProbes } from "./products-rest.ts";
export { type RestProbe, restOutcomeOf } from "./rest.ts";
export { type UsersFixture, userProbes } from "./users.ts";
export { userRestProbes } from "./users-rest.ts";
