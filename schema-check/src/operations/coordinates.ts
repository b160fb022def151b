import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { KnownOperation } from "./operation.ts";

/** Everything of a schema that an operation touches, as coordinates; and by `TypeName in` the types that it sends. */
export function coordinatesOf({ document }: KnownOperation, schema: GraphQLSchema): Set<string> {
  const used = new Set<string>();
  const info = new TypeInfo(schema);
  const objects = (type: GraphQLNamedType) =>
    isAbstractType(type) ? [type, ...schema.getPossibleTypes(type), ...interfacesBelow(type, schema)] : [type];
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field) return;
        // What is asked of an interface is asked of each of its objects.
        for (const type of objects(parent)) {
          used.add(`${type.name}.${field.name}`);
          used.add(type.name);
          for (const { name } of node.arguments ?? []) used.add(`${type.name}.${field.name}(${name.value}:)`);
        }
        for (const type of objects(getNamedType(field.type))) used.add(type.name);
      },
      InlineFragment() {
        const type = info.getType();
        if (type) for (const each of objects(getNamedType(type))) used.add(each.name);
      },
      ObjectField(node) {
        const parent = getNamedType(info.getParentInputType());
        if (parent) used.add(`${parent.name}.${node.name.value}`);
      },
      ObjectValue() {
        const type = getNamedType(info.getInputType());
        if (type) sent(type, used);
      },
      EnumValue(node) {
        const type = getNamedType(info.getInputType());
        if (isEnumType(type)) used.add(`${type.name}.${node.value}`);
      },
      VariableDefinition(node) {
        const type = typeFromAST(schema, node.type);
        if (type) sentAll(getNamedType(type), used);
      },
      Directive(node) {
        used.add(`@${node.name.value}`);
        for (const { name } of node.arguments ?? []) used.add(`@${node.name.value}(${name.value}:)`);
      },
    }),
  );
  return used;
}

function interfacesBelow(type: GraphQLNamedType, schema: GraphQLSchema): GraphQLNamedType[] {
  return isInterfaceType(type) ? [...schema.getImplementations(type).interfaces] : [];
}

function sent(type: GraphQLNamedType, used: Set<string>): void {
  used.add(type.name);
  used.add(`${type.name} in`);
}

/** A variable may hold any field and value of its type, and of the types in it. */
function sentAll(type: GraphQLNamedType, used: Set<string>): void {
  if (used.has(`${type.name} in`)) return;
  sent(type, used);
  if (isEnumType(type)) for (const { name } of type.getValues()) used.add(`${type.name}.${name}`);
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    used.add(`${type.name}.${field.name}`);
    sentAll(getNamedType(field.type), used);
  }
}
