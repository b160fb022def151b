import { type GraphQLSchema, getNamedType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";

/** Whether some operation can send a value of the type: an argument, or a field of an input, has it. */
export function isSent(schema: GraphQLSchema, type: string): boolean {
  const isOf = (input: { readonly type: Parameters<typeof getNamedType>[0] }) =>
    getNamedType(input.type)?.name === type;
  return (
    schema.getDirectives().some(({ args }) => args.some(isOf)) ||
    Object.values(schema.getTypeMap()).some((each) => {
      if (isInputObjectType(each)) return Object.values(each.getFields()).some(isOf);
      return hasFields(each) && Object.values(each.getFields()).some(({ args }) => args.some(isOf));
    })
  );
}

/** Whether some operation can receive a value of the type: a field has it. */
export const isReceived = (schema: GraphQLSchema, type: string): boolean =>
  Object.values(schema.getTypeMap()).some(
    (each) =>
      hasFields(each) && Object.values(each.getFields()).some((field) => getNamedType(field.type).name === type),
  );

const hasFields = (type: unknown) => isObjectType(type) || isInterfaceType(type);
