import type { Finding } from "./finding.ts";
import { LINT_RULES } from "./lint/rules.ts";

/** What a code means, and how to reach the same end without harm. */
export interface Explanation {
  readonly meaning: string;
  readonly safely?: string;
}

const REMOVE = "Deprecate it first, wait until nobody asks for it (see --usage), then remove it.";
const KEEP_TYPE = "Add a field with the new type beside it, deprecate the old one, and remove that later.";
const DEFAULT = "Give it a default value, or make it nullable.";
const ROLL_OUT = "Keep the old beside the new until every gateway has the new supergraph, then remove the old.";
const AUTH = "Add it to a new field, or give the clients that need it their rights first.";

/** Codes of clients' changes are those of @graphql-inspector/core; composition's are Apollo's; the others are ours. */
const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  FIELD_REMOVED: { meaning: "Operations that ask for the field are refused.", safely: REMOVE },
  FIELD_TYPE_CHANGED: { meaning: "Clients read something else than they were made for.", safely: KEEP_TYPE },
  FIELD_ARGUMENT_REMOVED: { meaning: "Operations that give the argument are refused.", safely: REMOVE },
  FIELD_ARGUMENT_ADDED: { meaning: "Operations that do not give a required argument are refused.", safely: DEFAULT },
  FIELD_ARGUMENT_TYPE_CHANGED: {
    meaning: "Values that were good are refused.",
    safely: "Add another argument, and deprecate this one.",
  },
  FIELD_ARGUMENT_DEFAULT_CHANGED: {
    meaning: "Who does not give the argument gets something else than before.",
    safely: "Leave the default, and say what you want in the operations.",
  },
  TYPE_REMOVED: { meaning: "Operations that name the type, or come to it, are refused.", safely: REMOVE },
  TYPE_KIND_CHANGED: {
    meaning: "A selection that was right for one kind of type is not for the other.",
    safely: "Make a type with another name.",
  },
  ENUM_VALUE_REMOVED: { meaning: "Operations that send the value are refused.", safely: REMOVE },
  ENUM_VALUE_ADDED: {
    meaning: "Clients that list all values meet one that they do not know.",
    safely: "See that clients have a branch for values that they do not know.",
  },
  UNION_MEMBER_REMOVED: { meaning: "Fragments on the member are refused.", safely: REMOVE },
  UNION_MEMBER_ADDED: {
    meaning: "Clients that list all members meet one that they do not know.",
    safely: "See that clients have a branch for members that they do not know.",
  },
  INPUT_FIELD_REMOVED: { meaning: "Operations that send the field are refused.", safely: REMOVE },
  INPUT_FIELD_ADDED: { meaning: "Operations that do not send a required field are refused.", safely: DEFAULT },
  INPUT_FIELD_TYPE_CHANGED: {
    meaning: "Values that were good are refused.",
    safely: "Add another field, and deprecate this one.",
  },
  INPUT_FIELD_DEFAULT_VALUE_CHANGED: { meaning: "Who does not send the field asks for something else than before." },
  OBJECT_TYPE_INTERFACE_REMOVED: {
    meaning: "Fragments on the interface no longer meet the type.",
    safely: "Leave it until no operation selects it by the interface.",
  },
  OBJECT_TYPE_INTERFACE_ADDED: { meaning: "Who selects the interface meets objects that it did not know." },
  DIRECTIVE_REMOVED: { meaning: "Operations that carry the directive are refused.", safely: REMOVE },
  DIRECTIVE_ARGUMENT_REMOVED: { meaning: "Operations that give the argument are refused.", safely: REMOVE },
  DIRECTIVE_ARGUMENT_ADDED: {
    meaning: "Operations that do not give a required argument are refused.",
    safely: DEFAULT,
  },
  DIRECTIVE_ARGUMENT_TYPE_CHANGED: { meaning: "Values that were good are refused." },
  DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED: {
    meaning: "Who does not give the argument gets something else than before.",
  },
  DIRECTIVE_LOCATION_REMOVED: { meaning: "Operations that carry the directive there are refused.", safely: REMOVE },
  DIRECTIVE_REPEATABLE_REMOVED: { meaning: "Operations that carry the directive twice are refused." },
  SCHEMA_QUERY_TYPE_CHANGED: { meaning: "Queries begin at another type." },
  SCHEMA_MUTATION_TYPE_CHANGED: { meaning: "Mutations begin at another type." },
  SCHEMA_SUBSCRIPTION_TYPE_CHANGED: { meaning: "Subscriptions begin at another type." },
  FIELD_DEPRECATION_REMOVED: { meaning: "A field that was to go stays." },

  KEY_REMOVED: {
    meaning: "A gateway that has the supergraph of before asks for the entity by a key that is gone.",
    safely: ROLL_OUT,
  },
  KEY_CHANGED: {
    meaning: "A gateway that has the supergraph of before asks for the entity by a key that is gone.",
    safely: "Add the new key beside the old one, publish, and remove the old one later.",
  },
  KEY_MADE_UNRESOLVABLE: {
    meaning: "The subgraph no longer answers for the entity by this key, and gateways still ask it.",
    safely: ROLL_OUT,
  },
  KEY_MADE_RESOLVABLE: {
    meaning: "The subgraph answers for the entity by this key: it must have a reference resolver.",
  },
  KEY_ADDED: { meaning: "The entity can be asked for by another key: it must have a reference resolver for it." },
  SHAREABLE_REMOVED: { meaning: "No other subgraph may have the field, now or later." },
  FIELD_MOVED: { meaning: "Another subgraph answers the field from now on, told by `@override`." },
  FIELD_MOVED_WITHOUT_OVERRIDE: {
    meaning: "Gateways with the supergraph of before still ask the old subgraph, which no longer has the field.",
    safely:
      'Add it to the new subgraph with @override(from: "old"), by a percentage first if you like, and remove it from the old one later.',
  },
  FIELD_MOVED_AT_ONCE: {
    meaning: "Gateways with the supergraph of before still ask the old subgraph, which no longer has the field.",
    safely:
      'Leave it in the old subgraph, overridden in the new one by @override(from: "old"), and remove it there later.',
  },
  OVERRIDE_REMOVED: { meaning: "The field goes back to where it came from, or is in two places." },
  REQUIRES_ADDED: { meaning: "The gateway fetches more before it can ask for the field." },
  REQUIRES_CHANGED: {
    meaning: "The subgraph gets other fields than before, during the roll-out not yet all of them.",
    safely: ROLL_OUT,
  },
  PROVIDES_REMOVED: { meaning: "What was answered on the way is fetched from its own subgraph." },
  PROVIDES_CHANGED: { meaning: "Other fields than before are answered on the way." },
  EXTERNAL_ADDED: { meaning: "The subgraph no longer answers the field." },
  EXTERNAL_REMOVED: { meaning: "The subgraph answers a field that it only referred to before." },
  INACCESSIBLE_ADDED: { meaning: "Clients no longer see it.", safely: REMOVE },
  INTERFACE_OBJECT_ADDED: { meaning: "The subgraph has the interface as one object: its types are somebody else's." },
  INTERFACE_OBJECT_REMOVED: { meaning: "The subgraph has to have the interface's types itself." },
  AUTHENTICATED_ADDED: { meaning: "Who is not signed in no longer gets it.", safely: AUTH },
  AUTHENTICATED_REMOVED: { meaning: "Everybody gets it." },
  REQUIRES_SCOPES_ADDED: { meaning: "Who does not have the scopes no longer gets it.", safely: AUTH },
  REQUIRES_SCOPES_CHANGED: { meaning: "Other scopes than before are needed.", safely: AUTH },
  REQUIRES_SCOPES_REMOVED: { meaning: "Nobody needs a scope for it." },
  POLICY_ADDED: { meaning: "Whom the policy does not let in no longer gets it.", safely: AUTH },
  POLICY_CHANGED: { meaning: "Another policy than before decides.", safely: AUTH },
  POLICY_REMOVED: { meaning: "No policy decides any more." },
  CONTEXT_REMOVED: { meaning: "Fields below can no longer take values from it." },
  CONTEXT_CHANGED: { meaning: "Fields below take values from another place." },
  FROM_CONTEXT_ADDED: { meaning: "The argument is filled by the gateway." },
  FROM_CONTEXT_CHANGED: { meaning: "The argument is filled with something else." },
  FROM_CONTEXT_REMOVED: { meaning: "The argument is no longer filled by the gateway." },
  COMPOSE_DIRECTIVE_REMOVED: { meaning: "Gateways no longer see the directive." },
  COMPOSE_DIRECTIVE_CHANGED: { meaning: "Gateways see another directive." },
  SUBGRAPH_REMOVED: { meaning: "What only this subgraph had is gone; gateways still ask it until they know." },
  SUBGRAPH_RENAMED: {
    meaning:
      "Gateways ask the same service on; what goes by its name, as `@override(from:)` and rules for headers do, must follow.",
  },
  SUBGRAPH_ASKED_TWICE: {
    meaning: "supergraph.yaml has the schema at a URL, which answers what runs now, whatever commit it is asked for.",
  },
  SUBGRAPH_URL_CHANGED: { meaning: "Gateways ask somewhere else." },
  TYPE_UNREACHABLE: { meaning: "The type is there, and no operation can come to it." },
  CONTRACT_REDUCED: { meaning: "Readers of the contract no longer see it.", safely: REMOVE },
  CONTRACT_EXTENDED: { meaning: "Readers of the contract see something that they did not." },

  OPERATION_BROKEN: { meaning: "A known operation is refused by the new schema." },
  USAGE_UNKNOWN_OPERATIONS: {
    meaning:
      "Clients send operations that no file has, or that were not valid before: nobody knows whom a change breaks.",
    safely: "Add their files to `operations`, in schema-check.yaml or by --operations.",
  },
  OPERATION_INVALID: { meaning: "A known operation was refused before, too: mend or remove it." },
  UNREADABLE_OPERATIONS: {
    meaning: "A file of operations cannot be parsed, so that nothing is known of what is in it.",
  },
  NO_OPERATIONS_FOUND: {
    meaning: "A pattern of `operations` fits no file, so that whom a change breaks is not known.",
  },
  PLAN_MORE_FETCHES: { meaning: "The gateway makes more requests for the operation." },
  PLAN_DEEPER: { meaning: "More requests wait for one another: the operation takes longer, however fast each is." },
  PLAN_LOST_BATCH: { meaning: "A subgraph is asked twice at one point of the plan, where once was enough." },
  COST_HIGHER: { meaning: "The operation counts for more against limits and budgets (`@cost`, `@listSize`)." },
  SECOND_OPINION_DISAGREES: {
    meaning: "Two implementations of composition disagree: one of them, or the specification, is unclear.",
  },
  UNSUPPORTED: { meaning: "The schema uses something newer than what composes here: there is no verdict on it." },
  ACCEPTED_EXPIRED: { meaning: "What was accepted for a time is not accepted any more." },
  ACCEPTED_UNUSED: { meaning: "An acceptance that fits nothing would let another change through." },
  SYNTAX_ERROR: { meaning: "The schema cannot be parsed." },
};

const LINTS: Readonly<Record<string, Explanation>> = Object.fromEntries(
  LINT_RULES.map(({ name, why, fix }) => [
    `LINT_${name.replaceAll("-", "_").toUpperCase()}`,
    { meaning: why, safely: fix },
  ]),
);

/** Every code that has an explanation of its own. */
export const KNOWN_CODES: readonly string[] = [...Object.keys(EXPLANATIONS), ...Object.keys(LINTS)];

export const explain = (code: string): Explanation | undefined => EXPLANATIONS[code] ?? LINTS[code];

/** A finding with what to do instead, where there is something to do. */
export function adviceFor(finding: Finding): Finding {
  const needed = finding.severity !== "safe" && finding.severity !== "notice" && finding.advice === undefined;
  const advice = needed ? explain(finding.code)?.safely : undefined;
  return advice === undefined ? finding : { ...finding, advice };
}
