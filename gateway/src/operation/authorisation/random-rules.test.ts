import {
  Supergraph as ApolloSupergraph,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
} from "@apollo/federation-internals";
import { type PlanNode, QueryPlanner, type SubscriptionNode } from "@apollo/query-planner";
import { readAuthorisation } from "@threefold/federation/authorisation";
import { operations } from "@threefold/federation/testing";
import fc from "fast-check";
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import { describe, expect, it } from "vitest";
import { apiSchema, read, supergraphSdl, withRules } from "../../testing/guarded-media.ts";
import { type Claims, compileAuthorisation } from "./index.ts";

const COVARIANT = ["Film.base", "Shop.rent", "Studio.rent", "Studio"];
const COORDINATES = [
  "Query.me",
  "Query.book",
  "Query.any",
  "Book",
  "Film",
  "Person.friends",
  "Mood",
  "Book.title",
  "Film.title",
  "Media.title",
  "Media.pages",
  "Film.pages",
  "Person.name",
  "Person.salary",
  "Book.stars",
  "Media.stars",
  "Book.wage",
  "Trader.wage",
  "Place.currency",
  "Item.tax",
  "Book.author",
  "Film.director",
  "Place.home",
  ...COVARIANT,
];
const DIRECTIVES = [
  "@login",
  '@may(scopes: [["a"]])',
  '@may(scopes: [["a", "b"], ["c"]])',
  '@policy(policies: [["p"], ["q"]])',
];

const rulesAt = (coordinates: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...coordinates), fc.constantFrom(...DIRECTIVES), { minKeys: 1, maxKeys: 8 });
const randomClaims = fc.record({
  isAuthenticated: fc.boolean(),
  scopes: fc.subarray(["a", "b", "c"]),
  policies: fc.subarray(["p", "q"]),
});

/** A part of the schema in which little else can be asked for than a field whose type is another for each object. */
const sites = buildSchema(`
  type Query { media: [Media!] }
  interface Media { id: ID! }
  interface Trader { base: Site }
  interface Site { rent: Int }
  type Shop implements Site { rent: Int door: Int }
  type Studio implements Site { rent: Int }
  type Book implements Media & Trader { id: ID! base: Shop }
  type Film implements Media & Trader { id: ID! base: Studio }
`);

describe("whatever the rules, the operation and who asks", () => {
  const supergraph = ApolloSupergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planner = new QueryPlanner(supergraph);
  const keys = new Set(["id", "__typename"]);

  it.each([
    { where: "anywhere", coordinates: COORDINATES, schema: apiSchema, numRuns: 400 },
    { where: "below fields of several types", coordinates: COVARIANT, schema: sites, numRuns: 100 },
  ])("nothing protected is selected, planned or fetched $where; what is left is valid", (given) => {
    fc.assert(
      fc.property(
        rulesAt(given.coordinates),
        randomClaims,
        operations(given.schema),
        (rules, { isAuthenticated, scopes, policies }, { document }) => {
          const claims = { isAuthenticated, scopes: new Set(scopes) };
          const { operation, fragments } = read(parse(document));
          const compiled = compileAuthorisation(operation, fragments, apiSchema, readAuthorisation(withRules(rules)));
          const { planned } = compiled.authorise(compiled.decide(claims, new Set(policies)));
          const isOpen = (coordinate: string) => meets(rules[coordinate], claims, policies);
          const isFree = (type: string, field: string, of: string) => [type, `${type}.${field}`, of].every(isOpen);
          if (planned === undefined) return;
          expect(validate(apiSchema, planned.document)).toEqual([]);
          const after = read(planned.document);
          const root = apiSchema.getRootType(operation.operation);
          for (const [type, field, of] of selected(root ? [root] : [], after.operation.selectionSet, after.fragments)) {
            expect([type, field, isFree(type, field, of)]).toEqual([type, field, true]);
          }
          const plan = planner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), planned.document));
          for (const fetched of fetches(plan.node)) {
            for (const [type, field] of coordinates(parse(fetched))) {
              if (!keys.has(field)) expect([type, field, isOpen(`${type}.${field}`)]).toEqual([type, field, true]);
            }
          }
        },
      ),
      { numRuns: given.numRuns },
    );
  });
});

/** Whether a rule, as it is written, is met: each rule known here, by hand. */
function meets(rule: string | undefined, { isAuthenticated, scopes }: Claims, policies: readonly string[]): boolean {
  if (rule === undefined) return true;
  if (rule === "@login") return isAuthenticated;
  if (rule.startsWith("@policy")) return policies.length > 0;
  return (scopes.has("a") && (!rule.includes('"b"') || scopes.has("b"))) || (rule.includes('"c"') && scopes.has("c"));
}

/** Every field of every object type that an operation may select: all fragments and all types written out. */
function* selected(
  types: readonly GraphQLObjectType[],
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Generator<[string, string, string]> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      for (const type of types) {
        const definition = type.getFields()[selection.name.value];
        if (definition === undefined) continue;
        const named = getNamedType(definition.type);
        yield [type.name, definition.name, named.name];
        if (selection.selectionSet) yield* selected(objectsOf(named.name), selection.selectionSet, fragments);
      }
    } else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const inner = condition === undefined ? types : types.filter((type) => objectsOf(condition).includes(type));
      if (fragment) yield* selected(inner, fragment.selectionSet, fragments);
    }
  }
}

function objectsOf(name: string): readonly GraphQLObjectType[] {
  const type = apiSchema.getType(name);
  return isObjectType(type) ? [type] : isAbstractType(type) ? apiSchema.getPossibleTypes(type) : [];
}

function fetches(node: PlanNode | SubscriptionNode | undefined): readonly string[] {
  switch (node?.kind) {
    case "Fetch":
      return [node.operation];
    case "Sequence":
    case "Parallel":
      return node.nodes.flatMap(fetches);
    case "Flatten":
      return fetches(node.node);
    case "Condition":
      return [...fetches(node.ifClause), ...fetches(node.elseClause)];
    default:
      return [];
  }
}

/** Fields of a subgraph's operation, by the type whose objects these are, or by what the operation says when that is open. */
function coordinates(document: DocumentNode): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const { operation, fragments } = read(document);
  const walk = (type: string, objects: readonly GraphQLObjectType[] | undefined, { selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const isEntities = selection.name.value === "_entities";
        const parent = apiSchema.getType(type);
        const field = parent && "getFields" in parent ? parent.getFields()[selection.name.value] : undefined;
        const [only] = objects?.length === 1 ? objects : [];
        if (!isEntities) found.push([only?.name ?? type, selection.name.value]);
        const below = field && getNamedType(field.type).name;
        if (selection.selectionSet) walk(below ?? type, below ? objectsOf(below) : undefined, selection.selectionSet);
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition?.name.value;
        const possible = condition === undefined ? objects : objectsOf(condition);
        const inner = objects === undefined ? possible : objects.filter((object) => possible?.includes(object));
        if (fragment) walk(condition ?? type, inner, fragment.selectionSet);
      }
    }
  };
  const root = apiSchema.getRootType(operation.operation)?.name ?? "Query";
  walk(root, objectsOf(root), operation.selectionSet);
  return found;
}
