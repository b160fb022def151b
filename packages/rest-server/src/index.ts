export { restApi } from "./api.ts";
export { type CachePolicy, PERSONAL, publicFor, SECRET, setCacheControl } from "./cache.ts";
export { refuseUnreadable } from "./client-errors.ts";
export { allowOrigins } from "./cors.ts";
export type { Claim, KeyedOptions, KeyedRequests } from "./keyed.ts";
export { nextOf } from "./link.ts";
export type { Precondition } from "./precondition.ts";
export {
  HttpProblem,
  PROBLEMS,
  type ProblemPart,
  type ProblemType,
  problemOfCode,
  problemUri,
} from "./problems.ts";
export { addVary, notModified } from "./representation.ts";
export { problemHandler, type SendProblem } from "./respond-problem.ts";
export type { Listed, ListRoute, ReadRoute, RestApi, WriteRoute } from "./routes.ts";
export { named, nullable } from "./schemas.ts";
export { addRestScope, type RestScopeOptions } from "./scope.ts";
