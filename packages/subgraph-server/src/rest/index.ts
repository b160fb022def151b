export { addRest } from "./add-rest.ts";
export { keyedRequests } from "./keyed-requests.ts";
export { BY_ID, found, IDS, idsOf, listed, PAGE, pageOf, rowsOf } from "./parameters.ts";
export { type Choice, resource } from "./resource.ts";
export { Id, Money, Time } from "./schemas.ts";
