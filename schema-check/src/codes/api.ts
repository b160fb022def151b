import { type Explanations, REMOVE_LATER } from "./explanation.ts";

const MAKE_OPTIONAL = "Make it nullable, or give it a default value.";
const UNKNOWN_CASES = "Make sure that clients have a branch for what they do not know.";
const KEEP_DEFAULT = "Keep the default. Let the operations that want another value pass it.";
const ROOT_TYPE = "Keep the type, or remove its fields one by one.";

/** Changes that clients see. The codes are those of `@graphql-inspector/core`. */
export const API: Explanations = {
  FIELD_REMOVED: {
    meaning: "A field was removed. Operations that select it fail validation.",
    advice: REMOVE_LATER,
  },
  FIELD_TYPE_CHANGED: {
    meaning: "A field has another type. Clients receive values that they were not written for, such as null or a list.",
    advice: "Add a field with the new type, deprecate this one, and remove it when no client uses it.",
  },
  FIELD_DEPRECATION_REMOVED: {
    meaning: "A field is no longer deprecated. Nothing breaks.",
    advice: "Tell clients that are moving away from it that it stays.",
  },
  FIELD_ARGUMENT_REMOVED: {
    meaning: "An argument was removed. Operations that pass it fail validation.",
    advice: REMOVE_LATER,
  },
  FIELD_ARGUMENT_ADDED: {
    meaning:
      "An argument was added. If it is required, operations without it fail validation. If not, the field may answer differently without it.",
    advice: MAKE_OPTIONAL,
  },
  FIELD_ARGUMENT_TYPE_CHANGED: {
    meaning: "An argument has another type. Values and variables of the old type are rejected.",
    advice: "Add another argument, and deprecate this one.",
  },
  FIELD_ARGUMENT_DEFAULT_CHANGED: {
    meaning:
      "An argument has another default. Operations without the argument get another result, or fail validation if it is required now.",
    advice: KEEP_DEFAULT,
  },
  TYPE_REMOVED: {
    meaning: "A type was removed. Operations that name it, or select a field that returned it, fail validation.",
    advice: REMOVE_LATER,
  },
  TYPE_KIND_CHANGED: {
    meaning: "A type became another kind of type. Selections and values for the old kind fail validation.",
    advice: "Add a type with another name.",
  },
  ENUM_VALUE_REMOVED: {
    meaning:
      "An enum value was removed. Operations that send it are rejected. If a service still returns it, clients get an error instead.",
    advice: REMOVE_LATER,
  },
  ENUM_VALUE_ADDED: {
    meaning: "An enum value was added. Clients that list every value may receive one that they do not know.",
    advice: UNKNOWN_CASES,
  },
  UNION_MEMBER_REMOVED: {
    meaning: "A type left a union. Fragments on that type fail validation there.",
    advice: REMOVE_LATER,
  },
  UNION_MEMBER_ADDED: {
    meaning: "A type joined a union. Clients that list every member may receive one that they do not know.",
    advice: UNKNOWN_CASES,
  },
  INPUT_FIELD_REMOVED: {
    meaning: "An input field was removed. Operations that send it are rejected.",
    advice: REMOVE_LATER,
  },
  INPUT_FIELD_ADDED: {
    meaning:
      "An input field was added. If it is required, inputs without it are rejected. If not, the service may act differently without it.",
    advice: MAKE_OPTIONAL,
  },
  INPUT_FIELD_TYPE_CHANGED: {
    meaning: "An input field has another type. Values of the old type are rejected.",
    advice: "Add another field, and deprecate this one.",
  },
  INPUT_FIELD_DEFAULT_VALUE_CHANGED: {
    meaning:
      "An input field has another default. Inputs without the field mean something else, or are rejected if it is required now.",
    advice: KEEP_DEFAULT,
  },
  OBJECT_TYPE_INTERFACE_REMOVED: {
    meaning:
      "A type no longer implements an interface. Clients that select the interface no longer receive it, and fragments on it fail validation there.",
    advice: "Keep it until no operation reaches the type by the interface.",
  },
  OBJECT_TYPE_INTERFACE_ADDED: {
    meaning: "A type implements an interface. Clients that select the interface may receive a type they do not know.",
    advice: UNKNOWN_CASES,
  },
  DIRECTIVE_REMOVED: {
    meaning: "A directive was removed. Operations that use it fail validation.",
    advice: REMOVE_LATER,
  },
  DIRECTIVE_ARGUMENT_REMOVED: {
    meaning: "An argument of a directive was removed. Operations that pass it fail validation.",
    advice: REMOVE_LATER,
  },
  DIRECTIVE_ARGUMENT_ADDED: {
    meaning: "A directive has another argument. If it is required, operations without it fail validation.",
    advice: MAKE_OPTIONAL,
  },
  DIRECTIVE_ARGUMENT_TYPE_CHANGED: {
    meaning: "An argument of a directive has another type. Values of the old type are rejected.",
    advice: "Add another argument, and stop using this one.",
  },
  DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED: {
    meaning:
      "An argument of a directive has another default. Operations without it get another result, or fail validation if it is required now.",
    advice: KEEP_DEFAULT,
  },
  DIRECTIVE_LOCATION_REMOVED: {
    meaning: "A directive is no longer allowed in a place. Operations that use it there fail validation.",
    advice: REMOVE_LATER,
  },
  DIRECTIVE_REPEATABLE_REMOVED: {
    meaning: "A directive is no longer repeatable. Operations that use it twice in one place fail validation.",
    advice: "Keep it repeatable until no operation uses it twice.",
  },
  SCHEMA_MUTATION_TYPE_CHANGED: {
    meaning:
      "Mutations start at another type, or there are none any more. Operations for the old type fail validation.",
    advice: ROOT_TYPE,
  },
  SCHEMA_SUBSCRIPTION_TYPE_CHANGED: {
    meaning:
      "Subscriptions start at another type, or there are none any more. Operations for the old type fail validation.",
    advice: ROOT_TYPE,
  },
};
