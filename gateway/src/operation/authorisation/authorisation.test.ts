import {
  Supergraph as ApolloSupergraph,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
} from "@apollo/federation-internals";
import { type PlanNode, QueryPlanner, type SubscriptionNode } from "@apollo/query-planner";
import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { readAuthorisation } from "@threefold/federation/authorisation";
import { operations } from "@threefold/federation/testing";
import fc from "fast-check";
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getNamedType,
  type InterfaceTypeDefinitionNode,
  isAbstractType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  validate,
  visit,
} from "graphql";
import { describe, expect, it } from "vitest";
import { isDenied } from "../../execution/projection/denied.ts";
import { type AuthorisedOperation, type Claims, compileAuthorisation } from "./index.ts";

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@interfaceObject", "@context", "@fromContext", "@shareable"])';

const subgraphs = {
  catalogue: `${FEDERATION}
    type Query { media: [Media!] book: Book any: [Either!]! me: Person! sellers: Trader place: Place }
    type Mutation { order: Person }
    interface Media @key(fields: "id") { id: ID! title: String pages: Int }
    interface Trader { name: String wage: Int }
    type Book implements Media & Trader @key(fields: "id") { id: ID! title: String pages: Int author: Person name: String wage: Int }
    type Film implements Media & Trader @key(fields: "id") { id: ID! title: String pages: Int! director: Person name: String wage: Int }
    union Either = Book | Person
    type Person @key(fields: "id") { id: ID! name: String salary: Int friends: [Person!]! mood: Mood home: Place }
    type Place @key(fields: "id") @context(name: "place") { id: ID! currency: String item: Item }
    type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$place { currency }")): Int tax: Int }
    enum Mood { GOOD BAD }
  `,
  ratings: `${FEDERATION}
    type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int }
    type Person @key(fields: "id") { id: ID! salary: Int @external bonus: Int @requires(fields: "salary") luck: Int }
    type Item @key(fields: "id") { id: ID! weight: Int }
  `,
};

const { supergraphSdl } = compose(
  Object.entries(subgraphs).map(([name, sdl]) => parseSubgraph(name, `http://127.0.0.1/${name}`, sdl)),
);
const { apiSchema } = readSupergraph(supergraphSdl);

const LINKS = `
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "login", for: SECURITY)
  @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY, import: [{ name: "@requiresScopes", as: "@may" }])
  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
`;

/**
 * The supergraph with directives at some coordinates: those that composition refuses too, as older versions of it let
 * them be. They bear the names that `@link` gives them.
 */
function withRules(rules: Readonly<Record<string, string>>): string {
  const directivesAt = (coordinate: string): ConstDirectiveNode[] => {
    const [definition] = parse(`type T ${rules[coordinate] ?? ""} { f: Int }`).definitions;
    return definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? [...(definition.directives ?? [])] : [];
  };
  const add = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(
    node: Node,
    coordinate: string,
  ) => ({
    ...node,
    directives: [...(node.directives ?? []), ...directivesAt(coordinate)],
  });
  const owner = { name: "" };
  const addToFields = (node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) => {
    owner.name = node.name.value;
    return add(node, node.name.value);
  };
  return print(
    visit(parse(supergraphSdl.replace(/^schema\b/m, `schema ${LINKS}`)), {
      ObjectTypeDefinition: { enter: addToFields },
      InterfaceTypeDefinition: { enter: addToFields },
      EnumTypeDefinition: { enter: (node) => add(node, node.name.value) },
      FieldDefinition: { enter: (node) => add(node, `${owner.name}.${node.name.value}`) },
    }),
  );
}

const nobody: Claims = { isAuthenticated: false, scopes: new Set() };

interface Asked {
  readonly rules: Readonly<Record<string, string>>;
  readonly document: string;
  readonly claims?: Claims;
  readonly policies?: readonly string[];
}

function read(document: DocumentNode) {
  const operation = document.definitions.find(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error("there is no operation");
  const fragments = document.definitions.filter(
    (one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { operation, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}

function ask({ rules, document, claims = nobody, policies = [] }: Asked) {
  const { operation, fragments } = read(parse(document));
  expect(validate(apiSchema, parse(document))).toEqual([]);
  const compiled = compileAuthorisation(operation, fragments, apiSchema, readAuthorisation(withRules(rules)));
  const authorised = compiled.authorise(compiled.decide(claims, new Set(policies)));
  return { compiled, authorised, ...told(authorised) };
}

const told = (authorised: AuthorisedOperation, variables = {}) => ({
  planned: authorised.planned && print(authorised.planned.document).replace(/\s+/g, " "),
  paths: authorised.errors(variables).map(({ path }) => path?.join(".")),
});

describe("an operation of which something may not be seen", () => {
  it("loses those fields, and tells each by a code and its path in the response, by aliases", () => {
    const rules = { "Person.salary": "@login", "Query.book": '@may(scopes: [["books"]])' };
    const { authorised, planned, paths } = ask({
      rules,
      document: "{ boss: me { name pay: salary friends { salary name } } book { id } }",
    });
    expect(planned).toBe("{ boss: me { name friends { name } } }");
    expect(paths).toEqual(["boss.pay", "boss.friends.@.salary", "book"]);
    expect(authorised.errors({})[0]).toMatchObject({
      message: "Unauthorized field or type: Person.salary.",
      extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
    });
  });

  it("still says that an object is there of which nothing else is left", () => {
    const { planned, paths } = ask({ rules: { "Person.salary": "@login" }, document: "{ me { salary } }" });
    expect(planned).toBe("{ me { __typename } }");
    expect(paths).toEqual(["me.salary"]);
  });

  it("is not fetched at all when nothing is left of it", () => {
    const { planned, paths } = ask({
      rules: { Query: "@login" },
      document: "{ me { name } ... on Query { book { id } } }",
    });
    expect(planned).toBeUndefined();
    expect(paths).toEqual(["me", "book"]);
  });

  it("shows a denied field as null, also where the same value was fetched for another's sake", () => {
    const { authorised } = ask({ rules: { "Person.salary": "@login" }, document: "{ me { salary name } }" });
    const denied: string[] = [];
    visit(authorised.shown.operation, { Field: (field) => void (isDenied(field) && denied.push(field.name.value)) });
    expect(denied).toEqual(["salary"]);
  });

  it("has no error for what variables leave out, and keeps only the variables that are used", () => {
    const document = "query ($a: Boolean!, $b: Boolean!) { me { name @include(if: $b) salary @skip(if: $a) } }";
    const { authorised, planned } = ask({ rules: { "Person.salary": "@login" }, document });
    expect(planned).toMatch(/^query \(\$b: Boolean!\) /);
    expect(told(authorised, { a: true }).paths).toEqual([]);
    expect(told(authorised, { a: false }).paths).toEqual(["me.salary"]);
  });

  it("is what it was for those who may see it all", () => {
    const document = "{ me { salary friends { ...F } } } fragment F on Person { salary }";
    const rules = { "Person.salary": '@login @may(scopes: [["a", "b"], ["c"]])' };
    const may = (scopes: string[]) =>
      ask({ rules, document, claims: { isAuthenticated: true, scopes: new Set(scopes) } }).authorised.isComplete;
    expect([may([]), may(["a"]), may(["a", "b"]), may(["c"])]).toEqual([false, false, true, true]);
  });

  it("asks the hook only about its own policies, which do not hold unless it says so", () => {
    const rules = {
      "Person.salary": '@policy(policies: [["boss"], ["hr", "hours"]])',
      "Query.book": '@policy(policies: [["reader"]])',
    };
    const asked = { rules, document: "{ me { salary } }" };
    expect(ask(asked).compiled.policies).toEqual(["boss", "hr", "hours"]);
    expect(ask(asked).paths).toEqual(["me.salary"]);
    expect(ask({ ...asked, policies: ["hours", "hr"] }).paths).toEqual([]);
  });

  it("protects fields by the type that they return, also an enum", () => {
    expect(ask({ rules: { Mood: "@login" }, document: "{ me { mood name } }" }).paths).toEqual(["me.mood"]);
    expect(ask({ rules: { Person: "@login" }, document: "{ me { name } book { author { name } } }" }).paths).toEqual([
      "me",
      "book.author",
    ]);
  });
});

describe("ways round that other gateways had", () => {
  it("renamed directives (CVE-2025-64347): every rule here has another name than in its specification", () => {
    expect(ask({ rules: { "Query.me": "@login" }, document: "{ me { id } }" }).paths).toEqual(["me"]);
    expect(ask({ rules: { "Query.me": "@authenticated" }, document: "{ me { id } }" }).paths).toEqual([]);
  });

  it("rules at an interface, asked for through its objects (CVE-2025-64530)", () => {
    const document = "{ book { title } media { ... on Film { title } ...F } } fragment F on Book { title }";
    expect(ask({ rules: { "Media.title": "@login" }, document }).paths).toEqual(["book.title", "media.@.title"]);
    expect(ask({ rules: { Media: "@login" }, document }).paths).toEqual(["book", "media"]);
  });

  it("rules at objects, asked for through their interface", () => {
    const document = "{ media { title ... on Film { pages title } } }";
    const { planned, paths } = ask({ rules: { "Book.title": "@login" }, document });
    expect(planned).toBe("{ media { ... on Film { pages title } } }");
    expect(paths).toEqual(["media.@.title"]);
    expect(ask({ rules: { Book: "@login" }, document }).planned).toBe("{ media { ... on Film { pages title } } }");
    expect(ask({ rules: { "Book.title": "@login", "Film.title": "@login" }, document }).planned).toBe(
      "{ media { ... on Film { pages } } }",
    );
  });

  it("what composition repeats at an interface binds nobody but those who ask for the interface", () => {
    const rules = {
      "Book.title": '@may(scopes: [["b"]])',
      "Film.title": '@may(scopes: [["f"]])',
      "Media.title": '@may(scopes: [["b", "f"]])',
    };
    const claims = { isAuthenticated: true, scopes: new Set(["f"]) };
    const { planned } = ask({
      rules,
      claims,
      document: "{ media { title ... on Film { title } ... on Book { title id } } }",
    });
    expect(planned).toBe("{ media { ... on Film { title } ... on Book { id } } }");
  });

  it("fields of a subgraph that has the interface as an object", () => {
    expect(ask({ rules: { "Media.stars": "@login" }, document: "{ book { stars } media { stars } }" }).paths).toEqual([
      "book.stars",
      "media.@.stars",
    ]);
    const both = { "Media.stars": "@login", "Book.stars": "@login" };
    expect(ask({ rules: both, document: "{ media { ... on Film { stars } } }" }).paths).toEqual(["media.@.stars"]);
    expect(ask({ rules: { "Book.stars": "@login" }, document: "{ media { stars id } }" }).paths).toEqual([
      "media.@.stars",
    ]);
  });

  it("what is computed from a protected field (@requires and @fromContext, GHSA-m8jr-fxqx-8xx6)", () => {
    const bonus = ask({ rules: { "Person.salary": "@login" }, document: "{ me { bonus luck } }" });
    expect(bonus.planned).toBe("{ me { luck } }");
    const price = ask({ rules: { "Place.currency": "@login" }, document: "{ place { item { price tax } } }" });
    expect(price.planned).toBe("{ place { item { tax } } }");
    expect(ask({ rules: { Place: "@login" }, document: "{ place { id } }" }).paths).toEqual(["place"]);
  });

  it("an interface that another one's fragment stands in for", () => {
    const document = "{ media { ... on Trader { wage } id } }";
    expect(ask({ rules: { "Film.wage": "@login" }, document }).planned).toBe("{ media { id } }");
    expect(ask({ rules: { "Trader.wage": "@login" }, document }).planned).toBe("{ media { id } }");
  });

  it("one fragment at several places, with more allowed at one of them", () => {
    const document = "{ media { ...T ... on Film { ...T } } } fragment T on Media { title id }";
    const { planned, authorised } = ask({ rules: { "Book.title": "@login" }, document });
    expect(planned).toMatch(/^\{ media \{ \.\.\.T_0 \.\.\. on Film \{ \.\.\.T \} \} \}/);
    expect(authorised.planned && validate(apiSchema, authorised.planned.document)).toEqual([]);
  });

  it("fragments that double each other forty times take no time", () => {
    const fragments = Array.from({ length: 40 }, (_, index) => {
      const next = index === 39 ? "salary" : `...F${index + 1}`;
      return `fragment F${index} on Person { a: friends { ${next} } b: friends { ${next} } }`;
    });
    const { operation, fragments: named } = read(parse(`{ me { ...F0 } } ${fragments.join(" ")}`));
    const model = readAuthorisation(withRules({ "Person.salary": "@login" }));
    const compiled = compileAuthorisation(operation, named, apiSchema, model);
    expect(compiled.authorise(compiled.decide(nobody, new Set())).errors({})).toHaveLength(100);
  });
});

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
];
const DIRECTIVES = [
  "@login",
  '@may(scopes: [["a"]])',
  '@may(scopes: [["a", "b"], ["c"]])',
  '@policy(policies: [["p"], ["q"]])',
];

const randomRules = fc.dictionary(fc.constantFrom(...COORDINATES), fc.constantFrom(...DIRECTIVES), {
  minKeys: 1,
  maxKeys: 8,
});
const randomClaims = fc.record({
  isAuthenticated: fc.boolean(),
  scopes: fc.subarray(["a", "b", "c"]),
  policies: fc.subarray(["p", "q"]),
});

describe("whatever the rules, the operation and who asks", () => {
  const supergraph = ApolloSupergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planner = new QueryPlanner(supergraph);
  const keys = new Set(["id", "__typename"]);

  it("nothing protected is selected, planned or fetched; what is left is valid", () => {
    fc.assert(
      fc.property(
        randomRules,
        randomClaims,
        operations(apiSchema),
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
      { numRuns: 500 },
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
