export { type Composition, compose, composeFile, type Hint } from "./compose.ts";
export { withDefer } from "./defer-directive.ts";
export { withoutFeatures } from "./features.ts";
export { type Links, readLinks } from "./link.ts";
export { type OverrideLabels, readOverrideLabels } from "./override-labels.ts";
export { CompositionError, describeProblem, type Problem } from "./problem.ts";
export { type PublicFields, readPublicFields } from "./public-fields.ts";
export { digestOf, parseSubgraph, readSubgraphSchemas, type SubgraphSchema } from "./subgraph-schema.ts";
export { InvalidSupergraphError, readSupergraph, type Supergraph, subgraphsOf } from "./supergraph.ts";
export {
  COMPOSITION_VERSION,
  type ReadFile,
  readFromDisk,
  readSupergraphYaml,
  type SchemaSource,
  type SubgraphEntry,
} from "./supergraph-yaml.ts";
export { hasCredentials } from "./url.ts";
