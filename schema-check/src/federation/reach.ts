import {
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import type { FederationFinding } from "./compare.ts";

/** Types that an operation could reach and no longer can. */
export function compareReach(before: GraphQLSchema, after: GraphQLSchema): FederationFinding[] {
  const [was, is] = [reachableFrom(before), reachableFrom(after)];
  return [...was]
    .filter((type) => !is.has(type) && after.getType(type) !== undefined)
    .map((type) => ({
      code: "TYPE_UNREACHABLE",
      severity: "dangerous",
      message: `no operation can reach \`${type}\` any more`,
      coordinate: type,
      subgraph: undefined,
    }));
}

/** The object types and interfaces that some operation can select. */
function reachableFrom(schema: GraphQLSchema): Set<string> {
  const reached = new Set<string>();
  const waiting = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? [type.name] : [],
  );
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = schema.getType(name);
    if (reached.has(name) || !isCompositeType(type)) continue;
    reached.add(name);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) waiting.push(getNamedType(field.type).name);
    }
    if (isAbstractType(type)) waiting.push(...schema.getPossibleTypes(type).map((possible) => possible.name));
  }
  return reached;
}
