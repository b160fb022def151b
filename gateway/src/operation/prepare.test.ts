import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { describe, expect, it } from "vitest";
import { analyse } from "./analyse.ts";
import { createOperationCache, type OperationCache } from "./cache.ts";
import { execute, executeEvent } from "./execute.ts";
import { plan as planOperation, prepare } from "./prepare.ts";
import { operationSchema } from "./schema.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const { supergraphSdl } = compose([
  parseSubgraph(
    "books",
    "http://127.0.0.1/books",
    `${link}
    type Query { books(first: Int = 2, filter: Filter): [Book!]! }
    type Subscription { published(by: ID): Book! }
    input Filter { title: String!, tags: [Tag!] = [NEW], not: Filter }
    enum Tag { NEW OLD }
    type Book @key(fields: "isbn") { isbn: ID! title: String! }`,
  ),
  parseSubgraph("stars", "http://127.0.0.1/stars", `${link}type Book @key(fields: "isbn") { isbn: ID! stars: Int }`),
]);
const plan = apolloPlanner(supergraphSdl);
let planned = 0;
const schema = operationSchema(readSupergraph(supergraphSdl), {
  plan: async (document, operationName) => {
    planned++;
    return plan(document, operationName);
  },
  close: async () => {},
});

async function prepared(document: string, operationName?: string) {
  const preparation = await prepare(document, operationName, schema);
  if (!preparation.ok) throw new Error(preparation.errors.map(({ message }) => message).join("; "));
  return preparation.operation;
}

function preparation(cache: OperationCache, generation: string, document: string) {
  const analysis = cache.analysis(generation, document, undefined, () => analyse(document, undefined, schema));
  if (!analysis.ok) return analysis;
  const { operation } = analysis;
  return cache.preparation(operation, "", "", "", () => planOperation(operation, "", schema));
}

describe("preparing an operation", () => {
  it.each([
    ["text that is no GraphQL", "{ books {", undefined, "GRAPHQL_PARSE_FAILED", /Syntax Error/],
    [
      "a document without operation",
      "fragment F on Book { isbn }",
      undefined,
      "OPERATION_RESOLUTION_FAILURE",
      /an operation/,
    ],
    [
      "two operations and no name",
      "query A { books { isbn } } query B { books { isbn } }",
      undefined,
      "OPERATION_RESOLUTION_FAILURE",
      /operation name/,
    ],
    ["a name that no operation has", "query A { books { isbn } }", "B", "OPERATION_RESOLUTION_FAILURE", /named "B"/],
    ["an unknown field", "{ nowhere }", undefined, "GRAPHQL_VALIDATION_FAILED", /nowhere/],
    ["a subscription to a type's name", "subscription { __typename }", undefined, "GRAPHQL_VALIDATION_FAILED", /./],
    [
      "a subscription to several fields",
      "subscription { published { isbn } again: published { isbn } }",
      undefined,
      "GRAPHQL_VALIDATION_FAILED",
      /only one top level field/,
    ],
    [
      "a condition at the root of a subscription",
      "subscription($a: Boolean!) { published @skip(if: $a) { isbn } }",
      undefined,
      "GRAPHQL_VALIDATION_FAILED",
      /@skip/,
    ],
    [
      "a condition in a fragment at the root of a subscription",
      "subscription($a: Boolean!) { ...F } fragment F on Subscription { ... @include(if: $a) { published { isbn } } }",
      undefined,
      "GRAPHQL_VALIDATION_FAILED",
      /@skip/,
    ],
  ])("refuses %s, with a code", async (_what, document, operationName, code, message) => {
    const preparation = await prepare(document, operationName, schema);
    expect(preparation).toMatchObject({ ok: false, errors: [{ extensions: { code } }] });
    expect(preparation.ok ? "" : preparation.errors[0]?.message).toMatch(message);
  });

  it("is done once for all who ask at the same time, and kept", async () => {
    const cache = createOperationCache(1_000_000);
    const ask = (generation: string) => preparation(cache, generation, "{ books { title } }");
    const before = planned;
    const [first, second] = await Promise.all([ask("one"), ask("one")]);
    expect(cache.recent(5)).toEqual([
      { document: "{ books { title } }", operationName: undefined, decision: "", choice: "", labels: "" },
    ]);
    expect(second).toBe(first);
    expect(ask("one")).toBe(first);
    expect(planned - before).toBe(1);
    expect(await ask("two")).not.toBe(first);
    expect(cache.usage.operations).toBe(2);
  });

  it("keeps no more than its memory, and no errors", async () => {
    const cache = createOperationCache(60_000);
    const ask = async (document: string) => preparation(cache, "one", document);
    await ask("{ nowhere }");
    expect(cache.usage).toEqual({ operations: 0, bytes: 0 });
    for (let first = 0; first < 5; first++) await ask(`{ books(first: ${first}) { title } }`);
    expect(cache.usage.operations).toBeGreaterThan(0);
    expect(cache.usage.bytes).toBeLessThanOrEqual(60_000);
  });
});

describe("variables", () => {
  const document =
    "query($first: Int! = 3, $filter: Filter, $yes: Boolean = true) { books(first: $first, filter: $filter) { isbn @include(if: $yes) } }";
  it.each<[string, Record<string, unknown>, object]>([
    ["take their defaults", {}, { first: 3, yes: true }],
    ["may be null where they may", { filter: null }, { first: 3, filter: null, yes: true }],
    [
      "are coerced all the way down",
      { first: 1, filter: { title: "t", not: { title: "u", tags: "OLD" } }, yes: false },
      { first: 1, filter: { title: "t", tags: ["NEW"], not: { title: "u", tags: ["OLD"] } }, yes: false },
    ],
    ["that nobody asked for are left out", { other: 1 }, { first: 3, yes: true }],
  ])("%s", async (_what, given, expected) => {
    expect((await prepared(document)).coerceVariables(given)).toEqual({ ok: true, values: expected });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ first: null }, /"\$first"/],
    [{ first: "1" }, /Int cannot represent/],
    [{ first: 2 ** 31 }, /32-bit/],
    [{ filter: {} }, /title/],
    [{ filter: { title: "t", nowhere: 1 } }, /nowhere/],
    [{ filter: { title: "t", tags: ["NONE"] } }, /NONE/],
    [{ yes: null }, /\$yes/],
  ])("are refused when wrong: %j", async (variables, message) => {
    const call = { fetch: () => Promise.reject(new Error("no subgraph is asked")) };
    const { text, hasErrors } = await execute(await prepared(document), { variables, call });
    expect(hasErrors).toBe(true);
    const response = JSON.parse(text);
    expect(response.errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: "BAD_USER_INPUT" },
    });
    expect("data" in response).toBe(false);
  });
});

describe("a subscription", () => {
  it("says where its events come from, and completes each from the other subgraphs", async () => {
    const operation = await prepared("subscription($by: ID) { published(by: $by) { title stars } }");
    const { stream } = operation.executable;
    expect(stream?.subgraph).toBe("books");
    expect(JSON.parse(stream?.request({ by: "1" }) ?? "")).toMatchObject({ variables: { by: "1" } });
    const asked: string[] = [];
    const call = {
      fetch: async ({ subgraph, body }: { subgraph: string; body: string }) => {
        asked.push(subgraph, JSON.stringify(JSON.parse(body).variables));
        return { data: { _entities: [{ stars: 5 }] } };
      },
    };
    const event = { data: { published: { __typename: "Book", isbn: "1", title: "t" } } };
    const { text } = await executeEvent(operation, event, {}, { call });
    expect(text).toBe('{"data":{"published":{"title":"t","stars":5}}}');
    expect(asked).toEqual(["stars", '{"representations":[{"__typename":"Book","isbn":"1"}]}']);
  });
});
