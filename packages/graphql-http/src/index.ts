export type { CachePolicy, Executor, ExecutorAnswer, GraphQLRequest, Outcome } from "./executor.ts";
export { HttpRefusal, MalformedRequest } from "./refusal.ts";
export { addGraphQLOverHttp, type CorsOptions, type GraphQLOverHttpOptions } from "./route.ts";
export type { StatusConvention } from "./status.ts";
