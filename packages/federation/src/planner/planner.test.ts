import { afterEach, describe, expect, it } from "vitest";
import { compose, parseSubgraph } from "../index.ts";
import { createPlanner, type QueryPlanner } from "./index.ts";

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@external", "@requires", "@interfaceObject"])\n';
const { supergraphSdl } = compose([
  parseSubgraph(
    "books",
    "http://127.0.0.1/books",
    `${link}
    type Query { books: [Book!]! secret: Int @authenticated }
    type Subscription { published: Book! }
    type Book @key(fields: "isbn") { isbn: ID! title: String! }`,
  ),
  parseSubgraph(
    "reviews",
    "http://127.0.0.1/reviews",
    `${link}type Book @key(fields: "isbn") { isbn: ID! stars: Int }`,
  ),
]);

let planner: QueryPlanner | undefined;
afterEach(() => planner?.close());

describe("a planner in its own thread", () => {
  it("plans a query over two subgraphs as a fetch, then entities for each element", async () => {
    planner = createPlanner(supergraphSdl);
    expect(await planner.plan("{ books { title stars } }")).toEqual({
      kind: "plan",
      plan: {
        node: {
          kind: "Sequence",
          nodes: [
            expect.objectContaining({ kind: "Fetch", serviceName: "books", operationKind: "query" }),
            {
              kind: "Flatten",
              path: ["books", "@"],
              node: expect.objectContaining({ kind: "Fetch", serviceName: "reviews", requires: expect.any(Array) }),
            },
          ],
        },
      },
    });
  });

  it("plans a subscription as a primary stream and the rest, and the operation that was named", async () => {
    planner = createPlanner(supergraphSdl);
    const document = "query Q { books { title } } subscription S { published { title stars } }";
    const result = await planner.plan(document, "S");
    expect(result).toMatchObject({ plan: { node: { kind: "Subscription", primary: { serviceName: "books" } } } });
    expect(await planner.plan(document, "Q")).toMatchObject({ plan: { node: { kind: "Fetch" } } });
  });

  it("defers only when it was told that clients may ask for it", async () => {
    const document = "{ books { title ... @defer { stars } } }";
    planner = createPlanner(supergraphSdl, { incrementalDelivery: true });
    expect(await planner.plan(document)).toMatchObject({ plan: { node: { kind: "Defer" } } });
  });

  it("plans once for those who ask for the same document at the same time", async () => {
    planner = createPlanner(supergraphSdl);
    const first = planner.plan("{ books { isbn } }");
    expect(planner.plan("{ books { isbn } }")).toBe(first);
    await first;
    expect(planner.plan("{ books { isbn } }")).not.toBe(first);
  });

  it("plans for each set of labels that are on", async () => {
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@override"])\n';
    const { supergraphSdl: moving } = compose([
      parseSubgraph("before", "http://127.0.0.1/before", `${link}type Query { a: Int b: Int }`),
      parseSubgraph(
        "after",
        "http://127.0.0.1/after",
        `${link}type Query { a: Int @override(from: "before", label: "move") }`,
      ),
    ]);
    planner = createPlanner(moving);
    const [off, on] = await Promise.all([planner.plan("{ a }"), planner.plan("{ a }", undefined, ["move"])]);
    expect(off).toMatchObject({ plan: { node: { serviceName: "before" } } });
    expect(on).toMatchObject({ plan: { node: { serviceName: "after" } } });
  });

  it("answers an operation that it cannot plan with an error, and goes on", async () => {
    planner = createPlanner(supergraphSdl);
    expect(await planner.plan("{ nowhere }")).toMatchObject({
      kind: "error",
      error: { message: expect.stringMatching(/nowhere/) },
    });
    expect(await planner.plan("{ books { isbn } }")).toMatchObject({ kind: "plan" });
  });

  it("starts again after an operation that took too long", async () => {
    planner = createPlanner(supergraphSdl, { timeoutMs: 1 });
    const answer = await planner.plan("{ books { isbn } }");
    expect(answer).toEqual({
      kind: "error",
      error: { message: "planning took longer than 1 ms", code: "PLANNING_FAILED" },
    });
    expect(await planner.plan("{ books { isbn } }")).toEqual(answer);
  });

  it("plans without @defer what Apollo's planner comes to no end with, and then what waited behind it", async () => {
    const { supergraphSdl: rated } = compose([
      parseSubgraph(
        "books",
        "http://127.0.0.1/books",
        `${link}
        type Query { media: [Media!]! }
        interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }`,
      ),
      parseSubgraph(
        "ratings",
        "http://127.0.0.1/ratings",
        `${link}
        type Query { rated: [Media!]! }
        type Media @key(fields: "id") @interfaceObject { id: ID! similar: [Media!]! }`,
      ),
    ]);
    const deferred = (label: string) => `... on Book { ... on Book @defer(label: "${label}") { __typename } }`;
    planner = createPlanner(rated, { incrementalDelivery: true, deferTimeoutMs: 500 });
    const [endless, other] = await Promise.all([
      planner.plan(`{ rated { similar { ${deferred("a")} ${deferred("b")} } } }`),
      planner.plan("{ rated { id } }"),
    ]);
    expect(endless).toMatchObject({ kind: "plan", plan: { node: { kind: "Sequence" } } });
    expect(other).toMatchObject({ kind: "plan" });
  });

  it("refuses at once what comes while too many wait, and takes it once they have their plans", async () => {
    planner = createPlanner(supergraphSdl, { maxWaiting: 2 });
    const waiting = [planner.plan("{ books { isbn } }"), planner.plan("{ books { title } }")];
    expect(await planner.plan("{ books { stars } }")).toMatchObject({ error: { code: "SERVICE_UNAVAILABLE" } });
    // Who asks for what is planned already waits with the others.
    expect(planner.plan("{ books { title } }")).toBe(waiting[1]);
    for (const result of await Promise.all(waiting)) expect(result.kind).toBe("plan");
    expect(await planner.plan("{ books { stars } }")).toMatchObject({ kind: "plan" });
  });

  it("has places for 200 that wait, and none for another", async () => {
    planner = createPlanner(supergraphSdl);
    const waiting = Array.from({ length: 200 }, (_, index) => planner?.plan(`{ books { a${index}: isbn } }`));
    expect(await planner.plan("{ books { title } }")).toMatchObject({ error: { code: "SERVICE_UNAVAILABLE" } });
    await planner.close();
    expect(await Promise.all(waiting)).not.toContainEqual(
      expect.objectContaining({ error: expect.objectContaining({ code: "SERVICE_UNAVAILABLE" }) }),
    );
  });

  it("says that it is closed, to those who wait and to those who come later", async () => {
    planner = createPlanner(supergraphSdl);
    const waiting = planner.plan("{ books { isbn } }");
    await planner.close();
    const closed = { kind: "error", error: { message: "the planner is closed", code: "PLANNING_FAILED" } };
    expect(await waiting).toEqual(closed);
    expect(await planner.plan("{ books { isbn } }")).toEqual(closed);
  });
});
