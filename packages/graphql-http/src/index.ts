export type { CachePolicy, Executor, ExecutorAnswer, GraphQLRequest, Outcome } from "./executor.ts";
export { accepts } from "./media-type.ts";
export { readParameters } from "./parameters.ts";
export { HttpRefusal, MalformedRequest, refusalText } from "./refusal.ts";
export { addGraphQLOverHttp, type CorsOptions, type GraphQLOverHttpOptions } from "./route.ts";
export type { StatusConvention } from "./status.ts";
