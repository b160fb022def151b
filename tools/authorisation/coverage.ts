import type { Rules } from "@threefold/subgraph-server";
import { type FieldDefinitionNode, type ObjectTypeDefinitionNode, parse, print } from "graphql";

/**
 * What stands in a schema and in no rule, or the other way round. A rule is needed for every query and mutation, for every
 * entity (gateways fetch those by their keys), and for every field that the schema calls private.
 */
export function unguarded(schema: string, rules: Rules): string[] {
  const types = parse(schema).definitions.flatMap((node) =>
    node.kind === "ObjectTypeDefinition" || node.kind === "InputObjectTypeDefinition" ? [node] : [],
  );
  const known = new Set(
    types.flatMap((type) => [
      type.name.value,
      ...(type.fields ?? []).map((field) => `${type.name.value}.${field.name.value}`),
    ]),
  );
  const guarded = Object.values(rules).flatMap(({ guards }) => guards);
  const needed = types.flatMap((type) => (type.kind === "ObjectTypeDefinition" ? needing(type) : []));
  return [
    ...needed.filter((place) => !guarded.includes(place)).map((place) => `no rule guards ${place}`),
    ...guarded.filter((place) => !known.has(place)).map((place) => `a rule guards ${place}, which is not there`),
    ...guarded.filter((place, index) => guarded.indexOf(place) < index).map((place) => `two rules guard ${place}`),
  ];
}

function needing(type: ObjectTypeDefinitionNode): string[] {
  const name = type.name.value;
  const place = (field: FieldDefinitionNode) => `${name}.${field.name.value}`;
  if (name === "Query" || name === "Mutation" || name === "Subscription") return (type.fields ?? []).map(place);
  const directives = (type.directives ?? []).map(print);
  const entity = directives.some((text) => text.startsWith("@key") && !text.includes("resolvable: false"));
  return [...(entity ? [name] : []), ...(type.fields ?? []).filter(isPrivate).map(place)];
}

const isPrivate = (field: FieldDefinitionNode) =>
  (field.directives ?? []).some((directive) => print(directive).includes("scope: PRIVATE"));
