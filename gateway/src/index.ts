export { InvalidSupergraphError } from "@threefold/federation";
export { type SigningKey, signingKey } from "@threefold/identity";
export { createMetrics, type Metrics } from "@threefold/telemetry";
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
export type { AddressOf } from "./library/context.ts";
export { createGateway, type Gateway, type GatewayOptions } from "./library/gateway.ts";
export type { GatewayRequest, GatewayResponse } from "./library/request.ts";
export type { PolicyHook } from "./operation/authorisation/index.ts";
export type { BudgetStore } from "./operation/budget/index.ts";
export { createDecideLabels, type DecideLabels, type OverrideHook } from "./operation/decide-labels.ts";
export type {
  CostConfiguration,
  DocumentsConfiguration,
  GuardsConfiguration,
  PolicyRequest,
} from "./operation/guards.ts";
export { InvalidManifestError, parseManifest, readManifest } from "./operation/trusted-documents/index.ts";
export { createGatewayServer, type GatewayServerOptions } from "./service.ts";
export type { SubgraphHooks, SubgraphRequestEvent, SubgraphResponseEvent } from "./subgraph/hooks.ts";
export { type GivenSubgraphs, NOTHING_CONFIGURED, type SubgraphsConfiguration } from "./subgraph/settings.ts";
export { fileSource } from "./supergraph/file.ts";
export type { SupergraphSource } from "./supergraph/source.ts";
export type { SupergraphTrust } from "./supergraph/trust.ts";
export { type UrlSourceOptions, urlSource } from "./supergraph/url.ts";
