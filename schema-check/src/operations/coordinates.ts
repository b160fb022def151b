import {
  type ArgumentNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  Kind,
  type ObjectFieldNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { KnownOperation } from "./operation.ts";

/** How it is marked that an operation leaves out an argument or input field, or that one who sends it may. */
export const omitted = (coordinate: string): string => `${coordinate} omitted`;

/**
 * Everything of a schema that an operation touches, as coordinates; by `TypeName in` the types that it sends; and, marked, what
 * it leaves out.
 */
export function coordinatesOf({ document }: KnownOperation, schema: GraphQLSchema): Set<string> {
  const used = new Set<string>();
  const info = new TypeInfo(schema);
  const alwaysSent = variablesWithDefaults(document);
  /** Of what may be given, the names of what is not for sure. */
  const leftOut = (
    all: readonly { readonly name: string }[],
    given: readonly (ArgumentNode | ObjectFieldNode)[] = [],
  ) => {
    const sure = given.filter(({ value }) => value.kind !== Kind.VARIABLE || alwaysSent.has(value.name.value));
    return all.flatMap(({ name }) => (sure.some((one) => one.name.value === name) ? [] : [name]));
  };
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
          for (const name of leftOut(field.args, node.arguments)) {
            used.add(omitted(`${type.name}.${field.name}(${name}:)`));
          }
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
      ObjectValue(node) {
        const type = getNamedType(info.getInputType());
        if (!type) return;
        sent(type, used);
        if (!isInputObjectType(type)) return;
        const names = leftOut(Object.values(type.getFields()), node.fields);
        for (const name of names) used.add(omitted(`${type.name}.${name}`));
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

/** Who sends the operation need not give them, and they have a value all the same. */
function variablesWithDefaults({ definitions }: DocumentNode): Set<string> {
  const variables = definitions.flatMap((node) =>
    "variableDefinitions" in node ? (node.variableDefinitions ?? []) : [],
  );
  return new Set(variables.flatMap(({ variable, defaultValue }) => (defaultValue ? [variable.name.value] : [])));
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
    used.add(omitted(`${type.name}.${field.name}`));
    sentAll(getNamedType(field.type), used);
  }
}
