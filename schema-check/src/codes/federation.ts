import { type Explanations, KEEP_BOTH, REMOVE_LATER } from "./explanation.ts";

const GRANT_FIRST = "Put it on a new field instead, or give the clients that need access their rights first.";
const CHECK_ACCESS = "Make sure that everybody may see it.";
const CHECK_PLANS = "Look at the query plans before and after: `schema-check plan OPERATION` prints them.";
const REFERENCE_RESOLVER = "Give the subgraph a reference resolver for this key.";

/** Changes between subgraphs. During a roll-out, gateways with the old supergraph meet subgraphs of the new one. */
export const FEDERATION: Explanations = {
  KEY_REMOVED: {
    meaning:
      "A subgraph lost an entity's key. Gateways with the old supergraph still fetch the entity by it, and fail. If no other subgraph has the key's fields, none does.",
    advice: KEEP_BOTH,
  },
  KEY_CHANGED: {
    meaning:
      "A subgraph has another key for an entity. Gateways with the old supergraph still fetch the entity by the old key, and fail.",
    advice: KEEP_BOTH,
  },
  KEY_MADE_UNRESOLVABLE: {
    meaning:
      "A subgraph no longer resolves an entity by a key. Gateways with the old supergraph still ask it to, and fail.",
    advice: KEEP_BOTH,
  },
  KEY_MADE_RESOLVABLE: {
    meaning: "A subgraph resolves an entity by a key that was only a reference before.",
    advice: REFERENCE_RESOLVER,
  },
  KEY_ADDED: { meaning: "An entity has another key in a subgraph.", advice: REFERENCE_RESOLVER },
  SHAREABLE_REMOVED: {
    meaning: "A field is no longer shareable. Nothing breaks, but no other subgraph can define the field.",
    advice: "Keep @shareable if another subgraph should resolve the field as well.",
  },
  FIELD_MOVED: {
    meaning: "Another subgraph resolves a field, and says so with @override. Nothing breaks.",
    advice: "Keep the field in the old subgraph until every gateway runs the new supergraph.",
  },
  FIELD_MOVED_WITHOUT_OVERRIDE: {
    meaning:
      "A field moved to another subgraph in one step. Gateways with the old supergraph still ask the old subgraph for it, and fail.",
    advice:
      'Add it to the new subgraph with @override(from: "old"). Remove it from the old one when every gateway runs the new supergraph.',
  },
  FIELD_MOVED_AT_ONCE: {
    meaning:
      "A field was removed from a subgraph in the same step in which another took it over. Gateways with the old supergraph still ask the old subgraph for it, and fail.",
    advice: "Keep the field in the old subgraph until every gateway runs the new supergraph. Then remove it.",
  },
  OVERRIDE_REMOVED: {
    meaning: "An @override was removed. The old subgraph resolves the field again, if it still has it.",
    advice: "Make sure that the subgraph that resolves it now is the one you want.",
  },
  REQUIRES_ADDED: {
    meaning: "A field needs fields of other subgraphs. The gateway fetches those first, so operations may take longer.",
    advice: CHECK_PLANS,
  },
  REQUIRES_CHANGED: {
    meaning:
      "A field needs other fields than before. Gateways with the old supergraph do not send the new ones to the subgraph.",
    advice: "Let the resolver work without the new fields until every gateway runs the new supergraph.",
  },
  PROVIDES_REMOVED: {
    meaning:
      "A subgraph no longer answers another one's fields on a path. The gateway fetches them from their own subgraph.",
    advice: CHECK_PLANS,
  },
  PROVIDES_CHANGED: {
    meaning:
      "A subgraph answers others' fields than before on a path. The gateway fetches the rest from their own subgraph.",
    advice: CHECK_PLANS,
  },
  EXTERNAL_ADDED: {
    meaning: "A field became @external. The subgraph no longer resolves it.",
    advice: "Make sure that another subgraph resolves the field.",
  },
  EXTERNAL_REMOVED: {
    meaning: "A field is no longer @external. The subgraph resolves it itself.",
    advice: "Make sure that the subgraph has a resolver for it.",
  },
  INACCESSIBLE_ADDED: {
    meaning:
      "Something is hidden from clients, which is reported as removed as well. Operations that use it fail validation.",
    advice: REMOVE_LATER,
  },
  INTERFACE_OBJECT_ADDED: {
    meaning: "A subgraph defines an interface as an object. Other subgraphs have to know its types.",
    advice: "Make sure that another subgraph resolves `__typename` for its key.",
  },
  INTERFACE_OBJECT_REMOVED: {
    meaning: "A subgraph no longer defines an interface as an object. It has to define its types itself.",
    advice: "Make sure that the subgraph resolves `__typename` for its key.",
  },
  AUTHENTICATED_ADDED: {
    meaning: "@authenticated was added. Clients that are not signed in no longer get it.",
    advice: GRANT_FIRST,
  },
  AUTHENTICATED_REMOVED: {
    meaning: "@authenticated was removed. Clients that are not signed in get it.",
    advice: CHECK_ACCESS,
  },
  REQUIRES_SCOPES_ADDED: {
    meaning: "@requiresScopes was added. Clients without the scopes no longer get it.",
    advice: GRANT_FIRST,
  },
  REQUIRES_SCOPES_CHANGED: {
    meaning: "@requiresScopes names other scopes. Clients that have only the old ones may no longer get it.",
    advice: GRANT_FIRST,
  },
  REQUIRES_SCOPES_REMOVED: {
    meaning: "@requiresScopes was removed. Clients get it without a scope.",
    advice: CHECK_ACCESS,
  },
  POLICY_ADDED: { meaning: "@policy was added. Clients that fail the policy no longer get it.", advice: GRANT_FIRST },
  POLICY_CHANGED: {
    meaning: "@policy names other policies. Clients that pass only the old ones may no longer get it.",
    advice: GRANT_FIRST,
  },
  POLICY_REMOVED: { meaning: "@policy was removed. Clients get it without a policy.", advice: CHECK_ACCESS },
  CONTEXT_REMOVED: {
    meaning: "A context was removed. Fields below it no longer take values from there.",
    advice: "Make sure that no argument with @fromContext needs it.",
  },
  CONTEXT_CHANGED: {
    meaning: "A type sets another context. Fields below it take values from another place.",
    advice: "Make sure that each @fromContext names a context that is set above it.",
  },
  FROM_CONTEXT_ADDED: {
    meaning: "The gateway fills an argument from a context. Clients no longer see it.",
    advice: "Make sure that no operation passes the argument.",
  },
  FROM_CONTEXT_CHANGED: {
    meaning: "The gateway fills an argument with another value.",
    advice: "Let the resolver work with both values until every gateway runs the new supergraph.",
  },
  FROM_CONTEXT_REMOVED: {
    meaning: "The gateway no longer fills an argument. Clients have to pass it.",
    advice: "Make it nullable, or give it a default value.",
  },
  COMPOSE_DIRECTIVE_ADDED: {
    meaning: "A directive of your own is in the supergraph. Gateways see it.",
    advice: "Make sure that the gateway's plugins know it.",
  },
  COMPOSE_DIRECTIVE_CHANGED: {
    meaning: "A directive of your own says something else in the supergraph. What the gateway does by it may change.",
    advice: "Make sure that the gateway's plugins understand the old and the new form.",
  },
  COMPOSE_DIRECTIVE_REMOVED: {
    meaning:
      "A directive of your own is gone from the supergraph, or from a part of it. The gateway no longer acts on it.",
    advice: "Make sure that nothing depends on it: a rate limit or an access rule ends here.",
  },
  SUBGRAPH_REMOVED: {
    meaning: "A subgraph was removed. Gateways with the old supergraph still send it requests.",
    advice: "Keep the subgraph running until every gateway runs the new supergraph.",
  },
  SUBGRAPH_RENAMED: {
    meaning:
      "A subgraph has another name at the same URL. Requests still arrive, but settings by name no longer match: `@override(from:)`, header rules, dashboards.",
    advice: "Change the name wherever it is used, in the same step.",
  },
  SUBGRAPH_URL_CHANGED: {
    meaning: "A subgraph has another URL. Gateways send its requests there.",
    advice: "Keep the old URL answering until every gateway runs the new supergraph.",
  },
  TYPE_UNREACHABLE: {
    meaning: "A type is still in the schema, but no operation can reach it.",
    advice: "Remove the type as well, or add a field that returns it.",
  },
  CONTRACT_REDUCED: {
    meaning:
      "A change of tags took something out of a contract. Operations of the contract's clients that use it fail.",
    advice: REMOVE_LATER,
  },
  CONTRACT_EXTENDED: {
    meaning: "A change of tags brought something into a contract. The contract's clients see it.",
    advice: "Make sure that the contract's clients may see it.",
  },
};
