import { type ConstDirectiveNode, type DocumentNode, Kind } from "graphql";

/**
 * Puts the keys that a subgraph resolves before those that it does not (`@key(resolvable: false)`). To come back to a
 * subgraph after `@requires`, Apollo's planner takes the first key it finds, even one that the subgraph cannot resolve.
 */
export function resolvableKeysFirst(supergraph: DocumentNode): DocumentNode {
  const definitions = supergraph.definitions.map((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
      return definition;
    }
    const { directives = [] } = definition;
    return { ...definition, directives: directives.toSorted((a, b) => rank(a) - rank(b)) };
  });
  return { ...supergraph, definitions };
}

const rank = ({ name, arguments: given = [] }: ConstDirectiveNode): number => {
  if (name.value !== "join__type") return 0;
  const resolvable = given.find((argument) => argument.name.value === "resolvable")?.value;
  return resolvable?.kind === Kind.BOOLEAN && !resolvable.value ? 1 : 0;
};
