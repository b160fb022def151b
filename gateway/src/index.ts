export type { EngineName } from "./engine/engines.ts";
export type { ExplainTo } from "./explain/explain.ts";
export type { ExplainedFetch, ExplainedStatements, Explanation } from "./explain/explanation.ts";
export {
  type Caller,
  type Identification,
  type IdentityProvider,
  noIdentity,
  type Refusal,
} from "./identity/identity.ts";
export { createSignedIdentity, type SignedIdentityOptions } from "./identity/signed.ts";
export { createGateway, type GatewayOptions } from "./service.ts";
export type { SubgraphHooks, SubgraphRequestEvent, SubgraphResponseEvent } from "./subgraph/hooks.ts";
export { NOTHING_CONFIGURED, type SubgraphsConfiguration } from "./subgraph/settings.ts";
