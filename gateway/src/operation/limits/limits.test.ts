import { readFile } from "node:fs/promises";
import { operations } from "@threefold/federation/testing";
import fc from "fast-check";
import {
  buildSchema,
  type FragmentDefinitionNode,
  type GraphQLError,
  getIntrospectionQuery,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from "graphql";
import { describe, expect, it } from "vitest";
import { checkCost, checkLimits, DEFAULT_LIMITS, type OperationLimits, parseWithin, shapeOf } from "./index.ts";

function read(document: string) {
  const { definitions } = parse(document);
  const operation = definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("there is no operation");
  const fragments = definitions.filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION);
  return { operation, fragments: new Map(fragments.map((one) => [one.name.value, one])) };
}

/** The first operation of a document is the one that is asked for. */
function check(document: string, limits: Partial<OperationLimits> = {}): readonly GraphQLError[] {
  const { operation, fragments } = read(document);
  return checkLimits(parse(document), operation, fragments, { ...DEFAULT_LIMITS, ...limits });
}

const found = ([error]: readonly GraphQLError[]) => ({
  message: error?.message,
  extensions: error?.extensions,
  at: error?.locations?.[0],
});

describe("an operation past a limit is refused", () => {
  it("when it is too deep, at the first field that is", () => {
    const document = "{ a { ...F } }\nfragment F on A { b { c { d } } }";
    expect(found(check(document, { depth: 3 }))).toEqual({
      message: "The operation has 4 levels, and may have 3: too many at a.b.c.d.",
      extensions: { code: "MAX_DEPTH_LIMIT", limit: 3, value: 4 },
      at: { line: 2, column: 27 },
    });
    expect(check(document, { depth: 4 })).toEqual([]);
  });

  it("when a value has lists within lists within lists: planning would never end", () => {
    const nested = (depth: number) =>
      `{ a(x: 1, y: { z: ${"[".repeat(depth)}7${"]".repeat(depth)} }) b(x: [[1], [2]]) }`;
    expect(found(check(nested(9)))).toEqual({
      message: "More than 8 lists stand in each other in a value: send it as a variable.",
      extensions: { code: "MAX_LIST_DEPTH_LIMIT", limit: 8 },
      at: { line: 1, column: 27 },
    });
    expect(check(nested(8))).toEqual([]);
    expect(check(nested(1_000))).toHaveLength(1);
  });

  it("when it has too many aliases, root fields, directives or fields, fragments written out", () => {
    const fragment = "fragment F on Query { x: a @skip(if: $s) y: a }";
    const document = `query ($s: Boolean!) { ...F ...F @include(if: true) a } ${fragment}`;
    expect(found(check(document, { aliases: 3 })).extensions).toMatchObject({ code: "MAX_ALIASES_LIMIT", value: 4 });
    expect(found(check(document, { rootFields: 4 })).message).toMatch(/5 root fields, and may have 4: too many at a\./);
    expect(found(check(document, { directives: 2 })).extensions).toMatchObject({
      code: "MAX_DIRECTIVES_LIMIT",
      value: 3,
    });
    expect(found(check(document, { fields: 4 })).extensions).toMatchObject({ code: "MAX_FIELDS_LIMIT", value: 5 });
    expect(check(document)).toEqual([]);
  });

  it("when it defers too many fragments, each counted wherever it is written out", () => {
    const document = "{ a { ...F ...F } } fragment F on A { ... @defer { b } ... @defer(if: false) { c } }";
    expect(found(check(document, { deferred: 3 }))).toMatchObject({
      message: "The operation has 4 deferred fragments, and may have 3: too many at a.",
      extensions: { code: "MAX_DEFERRED_LIMIT", limit: 3, value: 4 },
    });
    expect(check(document, { deferred: 4 })).toEqual([]);
  });

  it("while it is parsed, when it has too many tokens", () => {
    const error = (() => {
      try {
        return parseWithin(`{ ${"a ".repeat(100)} }`, { tokens: 50 });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({
      message: "The document has more than 50 tokens.",
      extensions: { code: "MAX_TOKENS_LIMIT", limit: 50 },
    });
    expect(() => parseWithin("{", DEFAULT_LIMITS)).toThrow(/Syntax Error/);
  });

  it("when its fragments double each other, though counting them takes no time (CVE-2025-32030, -32033, -32034)", () => {
    const fragments = Array.from({ length: 200 }, (_, index) => {
      const next = index === 199 ? "a" : `...F${index + 1}`;
      return `fragment F${index} on Query { x: q { ${next} } y: q { ${next} } }`;
    });
    const errors = check(`{ ...F0 } ${fragments.join("\n")}`);
    expect(errors.map(({ extensions }) => extensions["code"])).toEqual([
      "MAX_DEPTH_LIMIT",
      "MAX_ALIASES_LIMIT",
      "MAX_FIELDS_LIMIT",
    ]);
    expect(errors.every(({ extensions }) => Number(extensions["value"]) <= Number.MAX_SAFE_INTEGER)).toBe(true);
  });

  it("when another operation of its document is past it, since all of them are validated", () => {
    const document = "query Z { __typename } query B { a { b { c } } }";
    expect(found(check(document, { depth: 2 }))).toMatchObject({
      message: "The operation has 3 levels, and may have 2: too many at a.b.c.",
      extensions: { code: "MAX_DEPTH_LIMIT", limit: 2, value: 3 },
    });
    expect(check(document, { depth: 3 })).toEqual([]);
  });

  it("when a fragment of its document is past it, though nothing spreads that, or another has its name", () => {
    const document = `query Z { __typename } fragment F on Query { ${"a ".repeat(10)} } fragment F on Query { a }`;
    expect(found(check(document, { fields: 9 }))).toMatchObject({
      message: 'The fragment "F" has 10 fields, and may have 9: too many at a.',
      extensions: { code: "MAX_FIELDS_LIMIT", limit: 9, value: 10 },
    });
    expect(check(document, { fields: 10, rootFields: 1 })).toEqual([]);
  });

  it("when its document has too many operations, each of which would be validated with every fragment", () => {
    const operations = Array.from({ length: 1_000 }, (_, index) => `subscription S${index} { ...F0 }`);
    const chain = Array.from(
      { length: 1_000 },
      (_, index) => `fragment F${index} on Subscription { ...F${index + 1} }`,
    );
    const document = [
      "query Z { __typename }",
      ...operations,
      ...chain,
      "fragment F1000 on Subscription { lent { id } }",
    ].join("\n");
    expect(check(document).map(({ extensions }) => extensions)).toEqual([
      { code: "MAX_OPERATIONS_LIMIT", limit: 20, value: 1_001 },
    ]);
  });

  it("when it is estimated to cost too much", () => {
    expect(checkCost(101, 100)?.extensions).toEqual({ code: "COST_ESTIMATED_TOO_EXPENSIVE", limit: 100, value: 101 });
    expect(checkCost(100, 100)).toBeUndefined();
  });
});

describe("an operation is not refused", () => {
  it("for the depth of the introspection that every tool sends", () => {
    expect(check(getIntrospectionQuery())).toEqual([]);
  });

  it("for fragments that hold themselves or are missing: validation says that", () => {
    expect(check("{ ...A ...Missing } fragment A on Query { a ...B } fragment B on Query { ...A }")).toEqual([]);
  });
});

it("docs/guards.md says the limits as they are", async () => {
  const text = await readFile(new URL("../../../../docs/guards.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| .* \| (\d+) \| `MAX_/gm)].map(([, value]) => Number(value));
  expect(rows).toEqual(Object.values(DEFAULT_LIMITS));
});

describe("counts", () => {
  const schema = buildSchema(`
    type Query { a: Int q: Query n: [Node!]! }
    interface Node { id: ID! n: [Node!]! }
    type One implements Node { id: ID! n: [Node!]! one: One }
    type Two implements Node { id: ID! n: [Node!]! two: Query }
  `);

  it("are those of the operation with all its fragments written out", () => {
    fc.assert(
      fc.property(operations(schema), ({ document }) => {
        const { operation, fragments } = read(document);
        const shape = shapeOf(operation, fragments);
        expect({
          depth: shape.depth,
          rootFields: shape.rootFields,
          fields: shape.count("fields"),
          aliases: shape.count("aliases"),
          directives: shape.count("directives"),
        }).toEqual(writtenOut(operation.selectionSet, fragments));
        const path = shape.findDepth(shape.depth - 1)?.path;
        expect(path?.length).toBe(shape.depth);
      }),
      { numRuns: 300 },
    );
  });
});

function writtenOut(selectionSet: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const total = { depth: 0, rootFields: 0, fields: 0, aliases: 0, directives: 0 };
  const visit = ({ selections }: SelectionSetNode, depth: number): void => {
    for (const selection of selections) {
      total.directives += selection.directives?.length ?? 0;
      const isField = selection.kind === Kind.FIELD;
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (isField) {
        total.fields++;
        if (selection.alias !== undefined) total.aliases++;
        if (depth === 0) total.rootFields++;
        total.depth = Math.max(total.depth, depth + 1);
      }
      if (inner?.selectionSet !== undefined) visit(inner.selectionSet, isField ? depth + 1 : depth);
    }
  };
  visit(selectionSet, 0);
  return total;
}
