import type { GraphQLResolveInfo } from "graphql";
import { parseResolveInfo, type ResolveTree } from "graphql-parse-resolve-info";

/**
 * The names of the fields that a query asks of one type, at the field being resolved or below it, through aliases,
 * fragments, `@skip` and `@include`.
 * @param type the object type's name: where a field gives an interface or union (`_entities`), its part of the selection
 * @param path fields to descend first, for example `["edges", "node"]` of a connection
 */
export function selectedFields(info: GraphQLResolveInfo, type: string, path: readonly string[] = []): Set<string> {
  const root = parseResolveInfo(info);
  let trees: ResolveTree[] = root && isTree(root) ? [root] : [];
  for (const name of path) {
    trees = trees.flatMap(children).filter((child) => child.name === name);
  }
  const wanted = trees.flatMap((tree) => Object.values(tree.fieldsByTypeName[type] ?? {}));
  return new Set(wanted.map((child) => child.name));
}

const children = (tree: ResolveTree): ResolveTree[] => Object.values(tree.fieldsByTypeName).flatMap(Object.values);

const isTree = (value: object): value is ResolveTree => "fieldsByTypeName" in value && "name" in value;

/**
 * The columns to read for a selection: those each selected field says it needs, and the keys in any case, since
 * references and loaders go by them. In one order whatever the selection's, so that equal needs share a loader.
 */
export function columnsOf<Column extends string>(
  fields: ReadonlySet<string>,
  needs: Readonly<Record<string, readonly Column[]>>,
  keys: readonly Column[],
): Column[] {
  const needed = [...fields].flatMap((field) => (Object.hasOwn(needs, field) ? (needs[field] ?? []) : []));
  return [...new Set([...keys, ...needed])].sort();
}

/** A row of which only some columns were read, the keys among them. */
export type Row<Model, Key extends keyof Model> = Pick<Model, Key> & Partial<Model>;

/**
 * A column that the selection made the repository read.
 * @throws when it was not read: the field that needs it does not say so in its table of columns
 */
export function column<Model extends object, Name extends keyof Model>(
  row: Model,
  name: Name,
): Exclude<Model[Name], undefined> {
  const value = row[name];
  if (value === undefined)
    throw new Error(`the column ${String(name)} was not read: the field's list of columns lacks it`);
  return value as Exclude<Model[Name], undefined>;
}
