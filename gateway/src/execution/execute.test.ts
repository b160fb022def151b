import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { GraphQLError } from "graphql";
import { describe, expect, it } from "vitest";
import { execute } from "../operation/execute.ts";
import { prepare } from "../operation/prepare.ts";
import { operationSchema } from "../operation/schema.ts";
import type { FetchRecord, SubgraphRequest, SubgraphResponse } from "./execution.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const { supergraphSdl } = compose([
  parseSubgraph(
    "books",
    "http://127.0.0.1/books",
    `${link}type Query { books: [Book] first: Book last: Book } type Mutation { a: Int b: Int }
    type Book @key(fields: "isbn") { isbn: ID! title: String }`,
  ),
  parseSubgraph(
    "stars",
    "http://127.0.0.1/stars",
    `${link}type Query { votes: Int weight: Int! } type Mutation { c: Int } type Book @key(fields: "isbn") { isbn: ID! stars: Int }`,
  ),
]);
const plan = apolloPlanner(supergraphSdl);
const schema = operationSchema(readSupergraph(supergraphSdl), {
  plan: async (document) => plan(document),
  close: async () => {},
});

type Answers = Readonly<Record<string, (request: SubgraphRequest) => SubgraphResponse | Promise<SubgraphResponse>>>;

async function run(document: string, answers: Answers, signal?: AbortSignal) {
  const preparation = await prepare(document, undefined, schema);
  if (!preparation.ok) throw new Error(preparation.errors.join("; "));
  const requests: SubgraphRequest[] = [];
  const records: FetchRecord[] = [];
  const call = {
    fetch: async (request: SubgraphRequest) => {
      requests.push(request);
      const answer = answers[request.subgraph];
      if (answer === undefined) throw new Error(`no answer for ${request.subgraph}`);
      return answer(request);
    },
  };
  const observer = { fetched: (record: FetchRecord) => records.push(record) };
  const { text } = await execute(preparation.operation, { call, signal, observer });
  return { response: JSON.parse(text), requests, records };
}

const book = (isbn: string) => ({ __typename: "Book", isbn, title: `Title ${isbn}` });
const books = (...isbns: string[]) => ({ books: () => ({ data: { books: isbns.map(book) } }) });

describe("running a plan", () => {
  it("asks for each entity once, and puts it at every place where it stands", async () => {
    const stars = () => ({ status: 200, data: { _entities: [{ stars: 1 }, { stars: 2 }] } });
    const { response, requests, records } = await run("{ books { stars } }", { ...books("x", "y", "x"), stars });
    expect(response).toEqual({ data: { books: [{ stars: 1 }, { stars: 2 }, { stars: 1 }] } });
    expect(JSON.parse(requests[1]?.body ?? "").variables).toEqual({
      representations: [
        { __typename: "Book", isbn: "x" },
        { __typename: "Book", isbn: "y" },
      ],
    });
    expect(records[1]).toMatchObject({
      subgraph: "stars",
      path: ["books", "@"],
      representations: { needed: 3, sent: 2 },
      body: requests[1]?.body,
      status: 200,
      shared: false,
      failed: false,
    });
  });

  it("sends identical queries that are on their way once, and lets neither part change the other's answer", async () => {
    const data = () => ({ data: { first: book("x"), last: book("x") } });
    const stars = () => ({ data: { _entities: [{ stars: 1 }] } });
    const { response, requests, records } = await run("{ first { stars } last { stars } }", { books: data, stars });
    expect(response).toEqual({ data: { first: { stars: 1 }, last: { stars: 1 } } });
    expect(requests).toHaveLength(2);
    expect(records.map(({ shared }) => shared).toSorted()).toEqual([false, false, true]);
  });

  it.each<[string, SubgraphResponse, RegExp]>([
    ["nothing", {}, /neither data nor an error/],
    ["data that is no object", { data: [] }, /"data" is no object/],
    ["errors that are no list", { errors: "no" }, /"errors" is no list/],
    ["too few entities", { data: { _entities: [] } }, /0 elements for 1/],
    ["entities that are no list", { data: { _entities: {} } }, /"_entities" is no list/],
  ])("loses only the fields of a subgraph that answers %s", async (_what, answer, message) => {
    const { response } = await run("{ books { title stars } votes }", {
      ...books("x"),
      stars: ({ body }) => (body.includes("_entities") ? answer : { data: { votes: 1 } }),
    });
    expect(response.data).toEqual({ books: [{ title: "Title x", stars: null }], votes: 1 });
    expect(response.errors).toEqual([
      {
        message: expect.stringMatching(message),
        path: ["books"],
        extensions: { code: "SUBREQUEST_MALFORMED_RESPONSE", serviceName: "stars" },
      },
    ]);
  });

  it.each<[string, string, SubgraphResponse]>([
    ["the subgraph says nothing", "{ weight }", { data: { weight: null } }],
    [
      "what it says is of what the client does not ask for now",
      "query ($without: Boolean = true) { weight votes @skip(if: $without) }",
      { data: null, errors: [{ message: "No votes.", path: ["votes"] }] },
    ],
  ])("tells why nothing is left of the data when %s", async (_what, document, answer) => {
    const { response } = await run(document, { stars: () => answer });
    const extensions = { code: "INVALID_GRAPHQL" };
    const message = "Cannot return null for non-nullable field Query.weight.";
    expect(response).toEqual({ data: null, errors: [{ message, path: ["weight"], extensions }] });
  });

  it.each<[string, unknown]>([
    ["no object", 7],
    ["without a message", {}],
    ["with a path that is none", { message: "", path: "books", extensions: "none" }],
  ])("tells of an error %s", async (_what, error) => {
    const { response } = await run("{ votes }", { stars: () => ({ data: null, errors: [error] }) });
    expect(response.errors).toEqual([
      {
        message: 'The subgraph "stars" reported an error.',
        extensions: { code: "DOWNSTREAM_SERVICE_ERROR", serviceName: "stars" },
      },
    ]);
  });

  it("tells of an error at each of an entity's places, up to 1,000 of one answer, and how many more there were", async () => {
    const { response } = await run("{ books { stars } }", {
      ...books(...Array.from({ length: 1_200 }, (_, index) => (index < 600 ? "x" : "y"))),
      stars: () => ({
        data: { _entities: [{ stars: null }, { stars: null }] },
        errors: [0, 1, 1].map((entity, index) => ({ message: `no. ${index}`, path: ["_entities", entity, "stars"] })),
      }),
    });
    const shown: { message: string; path: unknown }[] = response.errors;
    expect(shown.slice(0, -1).map(({ message, path }) => [message, path])).toEqual([
      ...Array.from({ length: 600 }, (_, index) => ["no. 0", ["books", index, "stars"]]),
      ...Array.from({ length: 400 }, (_, index) => ["no. 1", ["books", 600 + index, "stars"]]),
    ]);
    expect(shown.at(-1)).toEqual({
      message: 'The subgraph "stars" reported 800 more errors.',
      path: ["books"],
      extensions: { code: "ERRORS_OMITTED", omitted: 800, serviceName: "stars" },
    });
  });

  it("answers when each of very many entities fails", async () => {
    const isbns = Array.from({ length: 20_000 }, (_, index) => String(index));
    const { response } = await run("{ books { stars } }", {
      ...books(...isbns),
      stars: () => ({
        data: { _entities: isbns.map(() => ({ stars: null })) },
        errors: isbns.map((_, index) => ({ message: "no", path: ["_entities", index, "stars"] })),
      }),
    });
    expect(response.data.books).toHaveLength(20_000);
    expect(response.errors.at(-1).extensions.omitted).toBe(19_000);
  });

  it("tells of an error of an entity that was not asked for", async () => {
    const errors = [{ message: "no", path: ["_entities", 7, "stars"] }];
    const stars = () => ({ data: { _entities: [{ stars: null }] }, errors });
    const { response } = await run("{ books { stars } }", { ...books("x"), stars });
    expect(response.errors).toMatchObject([{ message: "no", path: ["books"] }]);
  });

  it("shows a client what is meant for clients, and hides what happened inside", async () => {
    const refuse = () => Promise.reject(new GraphQLError("Not now.", { extensions: { code: "CIRCUIT_OPEN" } }));
    expect((await run("{ votes }", { stars: refuse })).response).toEqual({
      data: { votes: null },
      errors: [{ message: "Not now.", extensions: { code: "CIRCUIT_OPEN", serviceName: "stars" } }],
    });
    const fail = () => Promise.reject(new Error("connect ECONNREFUSED 10.1.2.3:5432"));
    expect((await run("{ votes }", { stars: fail })).response.errors).toEqual([
      {
        message: 'The subgraph "stars" cannot be reached.',
        extensions: { code: "SUBREQUEST_HTTP_ERROR", serviceName: "stars" },
      },
    ]);
  });

  it("runs mutations one after the other, over all subgraphs", async () => {
    const order: string[] = [];
    const answer =
      (data: object) =>
      async ({ subgraph }: SubgraphRequest) => {
        order.push(`${subgraph} starts`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${subgraph} ends`);
        return { data };
      };
    const { response } = await run("mutation { a c b }", { books: answer({ a: 1, b: 2 }), stars: answer({ c: 3 }) });
    expect(response).toEqual({ data: { a: 1, c: 3, b: 2 } });
    expect(order).toEqual(["books", "stars", "books"].flatMap((name) => [`${name} starts`, `${name} ends`]));
  });

  it("sends nothing more once it is aborted", async () => {
    const controller = new AbortController();
    const answers = {
      books: () => {
        controller.abort();
        return { data: { a: 1 } };
      },
    };
    const { response, requests } = await run("mutation { a c b }", answers, controller.signal);
    expect(requests).toHaveLength(1);
    expect(response.data).toEqual({ a: 1, c: null, b: null });
    expect(response.errors.map((error: { extensions: { code: string } }) => error.extensions.code)).toEqual([
      "GATEWAY_TIMEOUT",
      "GATEWAY_TIMEOUT",
    ]);
  });
});
