import {
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  visit,
} from "graphql";

/** One schema made of several subgraphs'. */
export interface MergedSchema<Name extends string> {
  /** What clients see. Nothing of federation is left in it; hints for caches are. */
  readonly document: DocumentNode;
  /** The subgraph that resolves a field, by `Type.field`. */
  readonly owners: ReadonlyMap<string, Name>;
}

/**
 * Unites subgraphs' schemas as composition does, for one process: a type has the fields of all that define it, an
 * `@external` field is its owner's, an `@override` takes a field from the other, and what is `@inaccessible` is left out.
 * Subscriptions are left out as well.
 */
export function mergeSchemas<Name extends string>(schemas: Readonly<Record<Name, string>>): MergedSchema<Name> {
  const owners = new Map<string, Name>();
  const types = new Map<string, DefinitionNode>();
  const parsed = (Object.keys(schemas) as Name[]).map((name) => ({ name, document: parse(schemas[name]) }));
  const lost = lostFields(parsed);
  for (const { name, document } of parsed) {
    for (const definition of document.definitions) {
      if (!isPublic(definition) || !("name" in definition) || definition.name === undefined) continue;
      const type = definition.name.value;
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) {
        if (!types.has(type)) types.set(type, definition);
        continue;
      }
      const known = (types.get(type) as ObjectTypeDefinitionNode | undefined)?.fields ?? [];
      const added = (definition.fields ?? []).filter((field) => {
        const coordinate = `${type}.${field.name.value}`;
        if (owners.has(coordinate) || directive(field, "external") || directive(field, "inaccessible")) return false;
        if (lost.has(`${name} ${coordinate}`)) return false;
        owners.set(coordinate, name);
        return true;
      });
      const { directives: hints } = types.get(type) ?? definition;
      types.set(type, {
        ...definition,
        ...(hints && { directives: hints }),
        fields: [...known, ...added],
      } as DefinitionNode);
    }
  }
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...types.values()] };
  return { document: visit(document, { Directive: (node) => (KEPT.has(node.name.value) ? undefined : null) }), owners };
}

/** Directives that mean something without a gateway. */
const KEPT = new Set(["deprecated", "specifiedBy", "oneOf", "cacheControl"]);

/** Apollo Server's own, hidden from clients of the graph by each subgraph. */
const CACHE_HINTS = new Set(["cacheControl", "CacheControlScope"]);

function isPublic(definition: DefinitionNode): boolean {
  if (definition.kind === Kind.SCHEMA_EXTENSION) return false;
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === "Subscription") return false;
  return (
    !directive(definition, "inaccessible") || ("name" in definition && CACHE_HINTS.has(definition.name?.value ?? ""))
  );
}

/**
 * Fields that a subgraph defines and another resolves, as `subgraph Type.field`: taken over by `@override`, or those of a
 * key that only the other finds objects by.
 */
function lostFields(subgraphs: readonly { readonly name: string; readonly document: DocumentNode }[]) {
  const lost = new Set<string>();
  for (const { name, document } of subgraphs) {
    for (const type of document.definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const refersOnly = type.directives?.some((one) => booleanArgument(one, "resolvable") === false);
      for (const field of type.fields ?? []) {
        const from = stringArgument(directive(field, "override"), "from");
        if (from !== undefined) lost.add(`${from} ${type.name.value}.${field.name.value}`);
        if (refersOnly) lost.add(`${name} ${type.name.value}.${field.name.value}`);
      }
    }
  }
  return lost;
}

function stringArgument(directive: ConstDirectiveNode | undefined, name: string): string | undefined {
  const value = directive?.arguments?.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function booleanArgument(directive: ConstDirectiveNode, name: string): boolean | undefined {
  const value = directive.arguments?.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

function directive(node: ASTNode | FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  const directives = "directives" in node ? (node.directives as readonly ConstDirectiveNode[] | undefined) : undefined;
  return directives?.find((one) => one.name.value === name);
}
