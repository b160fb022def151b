import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  type DirectiveNode,
  type DocumentNode,
  execute,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  parse,
} from "graphql";
import type { SubgraphResponse } from "../../execution/execution.ts";
import type { Domain, Item, World } from "./domain.ts";
import type { Faults } from "./faults.ts";
import { type Mark, spoil } from "./nonsense.ts";
import { Represented, resolverOf } from "./resolve.ts";

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable",
  "@external", "@requires", "@provides", "@context", "@fromContext", "@interfaceObject", "@override", "@inaccessible"])\n`;

/** A subgraph in this process: `@apollo/subgraph` and graphql-js over a domain's data. */
export interface LocalSubgraph {
  execute(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    world: World,
    faults: Faults,
  ): Promise<SubgraphResponse>;
}

export function createSubgraph(domain: Domain, name: string, whole: GraphQLSchema): LocalSubgraph {
  const part = domain.subgraphs[name];
  if (part === undefined) throw new Error(`the domain ${domain.name} has no subgraph ${name}`);
  const typeDefs = parse(LINK + part.schema);
  const external = externalFields(typeDefs);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: references(typeDefs, external, whole) }]);
  const documents = new Map<string, DocumentNode>();
  return {
    async execute(query, variables, world, faults) {
      const document = documents.get(query) ?? parse(query, { noLocation: true });
      documents.set(query, document);
      const marks: Mark[] = [];
      const mark = (
        path: readonly (string | number)[],
        fault: "null" | "error" | "missing" | "nonsense",
        type: string,
      ) => {
        marks.push({ path, fault, type });
      };
      const resolvers = resolverOf({ domain, whole, world, overrides: part.fields, faults, mark });
      const result = await execute({ schema, document, variableValues: variables, contextValue: world, ...resolvers });
      // As it would come over the network.
      const answer = JSON.parse(JSON.stringify(result)) as SubgraphResponse;
      spoil(answer.data, marks, schema);
      return { status: 200, ...answer };
    },
  };
}

/** The fields of each type that a subgraph knows from representations only. */
function externalFields({ definitions }: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, ReadonlySet<string>>();
  for (const definition of definitions) {
    if (!("fields" in definition) || definition.fields === undefined) continue;
    const names = definition.fields
      .filter(({ directives }) => directives?.some((directive) => directive.name.value === "external"))
      .map((field) => field.name.value);
    if ("name" in definition && definition.name !== undefined) fields.set(definition.name.value, new Set(names));
  }
  return fields;
}

function references(
  { definitions }: DocumentNode,
  external: ReadonlyMap<string, ReadonlySet<string>>,
  whole: GraphQLSchema,
) {
  const resolvers: Record<string, { __resolveReference(reference: Item, world: World): unknown }> = {};
  for (const definition of definitions) {
    if (!("directives" in definition) || !("name" in definition) || definition.name === undefined) continue;
    if (!definition.directives?.some(({ name }) => name.value === "key")) continue;
    const type = definition.name.value;
    const foreign = external.get(type) ?? new Set();
    const isInterface = definition.kind === "InterfaceTypeDefinition";
    const keys = resolvableKeys(definition.directives);
    resolvers[type] = {
      __resolveReference(reference, world) {
        if (!keys.some((fields) => fields.every((field) => field in reference))) return null;
        const found = world.entities.find(
          (item) => isA(item, reference.__typename, whole) && fits(reference, item, foreign),
        );
        if (found === undefined) return null;
        return new Represented(found, isInterface ? found.__typename : reference.__typename, reference, foreign);
      },
    };
  }
  return resolvers;
}

/** The fields of each key by which the subgraph finds objects. */
function resolvableKeys(directives: readonly DirectiveNode[] | undefined): readonly (readonly string[])[] {
  return (directives ?? []).flatMap(({ name, arguments: given = [] }) => {
    const argumentValue = (argument: string) => given.find((one) => one.name.value === argument)?.value;
    const fields = argumentValue("fields");
    const resolvable = argumentValue("resolvable");
    if (name.value !== "key" || fields?.kind !== "StringValue") return [];
    if (resolvable?.kind === "BooleanValue" && !resolvable.value) return [];
    return [
      fields.value
        .replaceAll(/\{[^}]*\}/g, "")
        .split(/\s+/)
        .filter((field) => field !== ""),
    ];
  });
}

function isA({ __typename: name }: Item, asked: string, whole: GraphQLSchema): boolean {
  const type = whole.getType(name);
  return (
    name === asked ||
    (isObjectType(type) && type.getInterfaces().some((one) => isInterfaceType(one) && one.name === asked))
  );
}

/** Whether what a reference says of an object, besides what the subgraph does not know itself, is so. */
function fits(reference: Item, item: Item, foreign: ReadonlySet<string>): boolean {
  return Object.entries(reference).every(
    ([field, value]) => field === "__typename" || foreign.has(field) || equals(value, item[field]),
  );
}

function equals(value: unknown, actual: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === actual || (value === null && actual === undefined);
  if (typeof actual !== "object" || actual === null) return false;
  return Object.entries(value).every(
    ([key, inner]) => key === "__typename" || equals(inner, (actual as Readonly<Record<string, unknown>>)[key]),
  );
}
