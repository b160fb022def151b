import fc from "fast-check";
import {
  execute,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
} from "graphql";
import { describe, expect, it } from "vitest";
import { compose, parseSubgraph, readSupergraph } from "../index.ts";
import { naiveCost } from "../testing/naive-cost.ts";
import { operations } from "../testing/operations.ts";
import { type CostModel, compileCost, compileMeasure, readCosts } from "./index.ts";

const LINK = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`;
const PLAIN = LINK('"@cost", "@listSize", "@key", "@shareable"');

function graph(sdl: string, link = PLAIN): { readonly schema: GraphQLSchema; readonly model: CostModel } {
  const { supergraphSdl } = compose([parseSubgraph("one", "http://127.0.0.1/one", `${link}\n${sdl}`)]);
  return { schema: readSupergraph(supergraphSdl).apiSchema, model: readCosts(supergraphSdl) };
}

function read(document: string) {
  const { definitions } = parse(document);
  const [operation] = definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) throw new Error("there is no operation");
  const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return { operation, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}

function estimate({ schema, model }: ReturnType<typeof graph>, document: string, variables = {}) {
  const { operation, fragments } = read(document);
  return compileCost(operation, fragments, schema, model)(variables);
}

const books = `
  type Query {
    book(id: ID): Book
    bestsellers: [Book] @listSize(assumedSize: 5)
    newestAdditions(after: ID, limit: Int!): [Book] @listSize(slicingArguments: ["limit"])
  }
  type Book { title: String author: Author publisher: Publisher }
  type Author { name: String }
  type Publisher { name: String address: Address }
`;
const BOOK = "{ title author { name } publisher { name address { zipCode } } }";

describe("the estimate of an operation's cost, as Apollo Router documents it", () => {
  const plain = graph(`${books} type Address { zipCode: Int! }`);
  const dear = graph(`${books} type Address @cost(weight: 5) { zipCode: Int! }`);

  it("counts each object once and leaves nothing", () => {
    expect(estimate(plain, `query BookQuery { book(id: 1) ${BOOK} }`).cost).toBe(4);
  });

  it("takes the weight that a type states", () => {
    expect(estimate(dear, `{ book(id: 1) ${BOOK} }`).cost).toBe(8);
  });

  it("multiplies what stands in a list by the size that is assumed or asked for", () => {
    expect(estimate(dear, `{ bestsellers ${BOOK} }`).cost).toBe(40);
    expect(estimate(dear, `{ newestAdditions(limit: 3) ${BOOK} }`).cost).toBe(24);
    expect(estimate(dear, `query ($n: Int!) { newestAdditions(limit: $n) ${BOOK} }`, { n: 7 }).cost).toBe(56);
  });
});

const shop = graph(`
  scalar Search @cost(weight: 2)
  enum Currency @cost(weight: 3) { EUR USD }
  input Filter { text: String @cost(weight: 4) tags: [Tag!] and: Filter }
  input Tag { name: String }
  type Query {
    page(first: Int, last: Int, filter: Filter): Page! @listSize(slicingArguments: ["first", "last"], assumedSize: 4, sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
    strict(first: Int, last: Int): [Product!]! @listSize(slicingArguments: ["first", "last"])
    search(query: Search, text: String @cost(weight: 7)): [Item!]! @cost(weight: 6) @listSize(assumedSize: 3)
    grid: [[Product!]!]! @listSize(assumedSize: 2)
    any: Item
    node: Node
  }
  type Mutation { buy(filter: Filter): Product! discard: Product! @cost(weight: -30) }
  interface Node { id: ID! related: [Product!]! }
  union Item = Product | Bundle
  type Page { edges: [Edge!]! nodes: [Product!]! total: Int! others: [Product!]! @listSize(assumedSize: 2) }
  type Edge { node: Product! cursor: String! }
  type Product implements Node { id: ID! related: [Product!]! @listSize(assumedSize: 2) price(in: Currency): Int @cost(weight: 1) tags: [String!]! @cost(weight: 1) @listSize(assumedSize: 3) }
  type Bundle implements Node @cost(weight: 9) { id: ID! related: [Product!]! @listSize(assumedSize: 4) parts: [Product!]! @listSize(assumedSize: 2) }
`);

describe("the estimate of an operation's cost", () => {
  it("gives the size of a page to the lists in it that it sizes, also through fragments", () => {
    const page = "fragment P on Page { edges { node { id } } ... on Page { others { id } } }";
    expect(estimate(shop, `{ page(first: 3) { ...P total } } ${page}`).cost).toBe(1 + 3 * 2 + 2);
    expect(estimate(shop, `{ page { ...P total } } ${page}`).cost).toBe(1 + 4 * 2 + 2);
    expect(estimate(shop, `{ page(first: 2, last: 5) { nodes { id } } }`).cost).toBe(1 + 5);
  });

  it("names a field that must be sliced by exactly one argument", () => {
    const { problems } = estimate(shop, "{ strict(first: 1, last: 2) { id } }");
    expect(problems.map(({ message }) => message)).toEqual([
      'Field Query.strict needs exactly one of the arguments "first", "last", and has 2.',
    ]);
    const given = "query ($n: Int) { strict(first: $n) { id } }";
    expect(estimate(shop, given).problems).toHaveLength(1);
    expect(estimate(shop, given, { n: 3 })).toEqual({ cost: 3, problems: [] });
  });

  it("adds what arguments and input objects cost, by the values of variables", () => {
    expect(estimate(shop, '{ search(query: "x", text: "y") { __typename } }').cost).toBe(3 * 6 + 2 + 7);
    expect(estimate(shop, "{ any { ... on Product { price(in: EUR) } } }").cost).toBe(9 + 1 + 3);
    const document = "query ($filter: Filter) { page(filter: $filter) { total } }";
    const filter = { text: "x", tags: [{ name: "a" }, {}], and: { text: "y" } };
    expect(estimate(shop, document, { filter }).cost).toBe(1 + (1 + 4 + 2 + (1 + 4)));
    expect(estimate(shop, document).cost).toBe(1);
  });

  it("takes an object of an open type for the dearest that it may be", () => {
    expect(estimate(shop, "{ any { ... on Product { tags } ... on Bundle { id } } }").cost).toBe(9 + 3);
    expect(estimate(shop, "{ node { related { id } } }").cost).toBe(9 + 4);
    expect(estimate(shop, "{ node { ... on Product { related { id } } } }").cost).toBe(9 + 2);
  });

  it("adds 10 to a mutation, and lets a negative weight discount nothing but its own field", () => {
    expect(estimate(shop, "mutation { buy { id } }").cost).toBe(11);
    expect(estimate(shop, "mutation { discard { id } buy { id } }").cost).toBe(11);
  });

  it("leaves out what variables leave out", () => {
    const document =
      "query ($a: Boolean!) { any @skip(if: $a) { __typename } ... @include(if: $a) { node { id } } grid @include(if: false) { id } }";
    expect(estimate(shop, document, { a: true }).cost).toBe(9);
    expect(estimate(shop, document, { a: false }).cost).toBe(9);
  });

  it("counts every element of lists in lists", () => {
    expect(estimate(shop, "{ grid { id } }").cost).toBe(20);
  });

  it("estimates fragments that double each other forty times, and never beyond what a number can hold", () => {
    const fragments = Array.from({ length: 40 }, (_, index) => {
      const next = index === 39 ? "id" : `...F${index + 1}`;
      return `fragment F${index} on Product { a: related { ${next} } b: related { ${next} } }`;
    });
    const { cost } = estimate(shop, `{ strict(first: 2147483647) { ...F0 } } ${fragments.join(" ")}`);
    expect(cost).toBe(Number.MAX_SAFE_INTEGER);
    const none = estimate(shop, `{ strict(first: 0) { ...F0 } } ${fragments.join(" ")}`);
    expect(none.cost).toBe(0);
  });

  it("reads the directives under the names that @link gives them", () => {
    const sdl = "type Query { a: Int @price(weight: 5) many: [Int] @long(assumedSize: 3) @price(weight: 1) }";
    const renamed = LINK('{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@long" }');
    expect(estimate(graph(sdl, renamed), "{ a many }").cost).toBe(8);
    const prefixed = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", as: "fed")';
    const cost = sdl.replaceAll("@price", "@fed__cost").replaceAll("@long", "@fed__listSize");
    expect(estimate(graph(cost, prefixed), "{ a many }").cost).toBe(8);
  });

  it("is what writing out every fragment for every type comes to", () => {
    fc.assert(
      fc.property(operations(shop.schema), ({ document, variables }) => {
        const { operation, fragments } = read(document);
        const clever = compileCost(operation, fragments, shop.schema, shop.model)(variables).cost;
        expect(clever).toBe(Math.max(0, naiveCost({ operation, fragments, ...shop, variables })));
      }),
      { numRuns: 300 },
    );
  });
});

describe("the measured cost", () => {
  const measure = (document: string, data: unknown, variables = {}) => {
    const { operation, fragments } = read(document);
    return compileMeasure(operation, fragments, shop.schema, shop.model)(data, variables);
  };

  it("counts what came, once, and nothing for what is null or was not asked for", () => {
    const data = { page: { edges: [{ node: { id: "1", price: 5 } }, { node: null }], nodes: [{ id: "2" }] } };
    expect(
      measure("{ page { edges { node { id } } ...P } } fragment P on Page { edges { node { price } } }", data),
    ).toBe(1 + 2 + 1 + 1);
    expect(measure("mutation { buy { id } }", null)).toBe(10);
  });

  it("tells an open type by __typename, or by the fields that came", () => {
    const document = "{ any { ... on Bundle { parts { id } } ... on Product { id } } }";
    expect(measure(document, { any: { __typename: "Bundle", parts: [{ id: "1" }] } })).toBe(10);
    expect(measure(document, { any: { parts: [{ id: "1" }] } })).toBe(10);
  });

  it("is never more than the estimate when no list is longer than it says", async () => {
    await fc.assert(
      fc.asyncProperty(
        operations(shop.schema),
        fc.infiniteStream(fc.nat(1_000)),
        async ({ document, variables }, stream) => {
          const { operation, fragments } = read(document);
          const data = await randomData(document, variables, () => stream.next().value);
          const cost = compileMeasure(operation, fragments, shop.schema, shop.model)(data, variables);
          const estimated = compileCost(operation, fragments, shop.schema, shop.model)(variables).cost;
          expect(cost).toBeLessThanOrEqual(estimated);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Data that keeps to the sizes: each page knows how long its lists may be. */
async function randomData(document: string, variables: Record<string, unknown>, next: () => number): Promise<unknown> {
  const { schema, model } = shop;
  const result = await execute({
    schema,
    document: parse(document),
    variableValues: variables,
    typeResolver: (_value, _context, _info, type) => {
      const types = schema.getPossibleTypes(type);
      return types[next() % types.length]?.name;
    },
    fieldResolver: (
      source: { readonly sizes?: Readonly<Record<string, number>> },
      args: Record<string, unknown>,
      _context,
      info,
    ) => {
      const size = model.listSizes.get(`${info.parentType.name}.${info.fieldName}`);
      const given = (size?.slicingArguments ?? [])
        .map((name) => args[name])
        .filter((value) => typeof value === "number");
      const expected = given.length > 0 ? Math.max(...given) : size?.assumedSize;
      const sizes = Object.fromEntries((size?.sizedFields ?? []).map((name) => [name, expected ?? 10]));
      const value = (type: typeof info.returnType, longest: number): unknown => {
        if (isNonNullType(type))
          return value(type.ofType, longest) ?? value(type.ofType, longest) ?? make(type.ofType, longest);
        return next() % 5 === 0 ? null : make(type, longest);
      };
      const make = (type: typeof info.returnType, longest: number): unknown => {
        if (isNonNullType(type)) return make(type.ofType, longest);
        if (isListType(type)) return Array.from({ length: next() % (longest + 1) }, () => value(type.ofType, 10));
        const named = getNamedType(type);
        if (isAbstractType(named) || !isLeafType(named)) return { sizes };
        return named.name === "Currency" ? "EUR" : 1;
      };
      return value(info.returnType, source?.sizes?.[info.fieldName] ?? expected ?? 10);
    },
  });
  return result.data;
}

it("reads nothing from directives that only look like those of the specification", () => {
  const { weights } = readCosts("directive @cost(weight: Int!) on OBJECT type Query @cost(weight: 9) { a: Int }");
  expect(weights.size).toBe(0);
});
