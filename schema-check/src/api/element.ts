import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";

const COORDINATE = /^(@?\w+)(?:\.(\w+))?(?:\((\w+):\))?$/;

/** What a schema coordinate names (https://spec.graphql.org/September2025/#sec-Schema-Coordinates); undefined when it is not there. */
export function elementAt(schema: GraphQLSchema, coordinate: string) {
  const [, first = "", member, argument] = COORDINATE.exec(coordinate) ?? [];
  if (first.startsWith("@")) {
    const directive = schema.getDirective(first.slice(1));
    return argument === undefined ? directive : directive?.args.find(({ name }) => name === argument);
  }
  const type = schema.getType(first);
  if (member === undefined) return type;
  if (isEnumType(type)) return type.getValue(member);
  if (isInputObjectType(type)) return type.getFields()[member];
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[member];
  return argument === undefined ? field : field?.args.find(({ name }) => name === argument);
}
