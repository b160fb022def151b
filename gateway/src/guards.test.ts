import { hash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryStore } from "./operation/budget/index.ts";
import { parseManifest } from "./operation/trusted-documents/index.ts";
import { believing, type Cinema, startCinema } from "./testing/cinema.ts";
import { type GraphQLAnswer, startGateway, type TestGateway } from "./testing/gateway.ts";
import { listeningLogger } from "./testing/logger.ts";

let cinema: Cinema;
let gateway: TestGateway;
beforeAll(async () => {
  cinema = await startCinema();
  gateway = await startGateway(cinema.sdl, {
    identity: believing,
    guards: { policies: async (policies, { headers }) => policies.filter((name) => headers["x-age"] === name) },
  });
});
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await cinema?.[Symbol.asyncDispose]();
});

const as = (who: string) => ({ headers: { authorization: `Bearer ${who}` } });
const codes = ({ errors }: GraphQLAnswer) => errors?.map(({ extensions }) => extensions["code"]);
const denied = ({ errors }: GraphQLAnswer) =>
  errors?.flatMap(({ extensions, path }) =>
    extensions["code"] === "UNAUTHORIZED_FIELD_OR_TYPE" ? [(path as string[]).join(".")] : [],
  );

describe("a field that the sender may not see", () => {
  it.each<[string, string, unknown, string[], RegExp]>([
    [
      "directly",
      "{ films(first: 1) { title budget } }",
      { films: [{ title: "Film 1", budget: null }] },
      ["films.@.budget"],
      /budget/,
    ],
    [
      "under an alias",
      "{ films(first: 1) { title: budget } }",
      { films: [{ title: null }] },
      ["films.@.title"],
      /budget/,
    ],
    [
      "in a fragment",
      "{ films(first: 1) { ...F } } fragment F on Film { title ... @include(if: true) { takings } }",
      { films: [{ title: "Film 1", takings: null }] },
      ["films.@.takings"],
      /takings/,
    ],
    [
      "of an interface, through an object that does not repeat it",
      "{ works { title ... on Film { director } } }",
      { works: [{ title: "Film 1", director: null }, { title: "Film 2", director: null }, { title: "Song" }] },
      ["works.@.director"],
      /director/,
    ],
    [
      "of an object, through its interface",
      "{ works { director } }",
      { works: [{ director: null }, { director: null }, { director: null }] },
      ["works.@.director"],
      /director/,
    ],
    [
      "of an interface object, through an object",
      "{ films(first: 1) { notes stars } }",
      { films: [{ notes: null, stars: 5 }] },
      ["films.@.notes"],
      /notes/,
    ],
    [
      "needed by another field (@requires)",
      "{ films(first: 1) { title margin } }",
      { films: [{ title: "Film 1", margin: null }] },
      ["films.@.margin"],
      /budget|margin/,
    ],
    [
      "needed by another field (@fromContext)",
      "{ studio { lot { id label } } }",
      { studio: { lot: { id: "l1", label: null } } },
      ["studio.lot.label"],
      /secret|label/,
    ],
    ["of a type that may not be seen", "{ vault { code } }", { vault: null }, ["vault"], /vault/],
    [
      "by a policy",
      "{ films(first: 1) { title plot } }",
      { films: [{ title: "Film 1", plot: null }] },
      ["films.@.plot"],
      /plot/,
    ],
    ["that must not be null", "{ studio { id } films { gross } }", null, ["films.@.gross"], /gross/],
  ])("%s, is null, told of, and never fetched", async (_how, query, data, paths, secret) => {
    cinema.asked();
    const answer = await gateway.ask(query);
    expect({ status: answer.status, data: answer.data, denied: denied(answer) }).toEqual({
      status: 200,
      data,
      denied: paths,
    });
    expect(answer.errors).toHaveLength(paths.length);
    expect(cinema.asked()).not.toMatch(secret);
  });

  it("keeps a mutation from being sent at all", async () => {
    cinema.asked();
    const answer = await gateway.ask('mutation { rename(id: "f1", title: "t") { title } }');
    expect([answer.data, denied(answer), cinema.asked()]).toEqual([{ rename: null }, ["rename"], ""]);
  });

  it("is there for those who may, by the same document", async () => {
    const query = "{ films(first: 1) { budget takings margin notes plot } studio { lot { label } } vault { code } }";
    const signedIn = await gateway.ask(query, as("ada"));
    expect(signedIn.data).toEqual({
      films: [{ budget: 100, takings: null, margin: 900, notes: "about f1", plot: null }],
      studio: { lot: { label: "label of s" } },
      vault: { code: "42" },
    });
    expect(denied(signedIn)).toEqual(["films.@.takings", "films.@.plot"]);
    const { headers } = as("ada accounts:read");
    const everything = await gateway.ask(query, { headers: { ...headers, "x-age": "adult" } });
    expect(everything).toMatchObject({ errors: undefined, data: { films: [{ takings: 300, plot: "Plot 1" }] } });
    expect((await gateway.ask(query)).data).toMatchObject({ films: [{ budget: null }], vault: null });
  });

  it("is not told of where a variable leaves it out", async () => {
    const query = "query ($with: Boolean!) { films(first: 1) { title budget @include(if: $with) } }";
    expect(await gateway.ask(query, { variables: { with: false } })).toMatchObject({
      errors: undefined,
      data: { films: [{ title: "Film 1" }] },
    });
  });

  it("makes what a policy decided an answer that nobody keeps", async () => {
    const { headers } = await gateway.ask("{ films { plot } }", { headers: { "x-age": "adult" } });
    expect(headers.get("cache-control")).toBe("private, no-store");
  });
});

describe("a policy that cannot be decided", () => {
  it("is a fault of ours: nothing is fetched, the client learns an id, and the log has the rest by it", async () => {
    const { logger, until } = listeningLogger();
    const policies = () => Promise.reject(new Error("connect ECONNREFUSED 10.1.2.3"));
    await using gateway = await startGateway(cinema.sdl, { guards: { policies }, logger });
    cinema.asked();
    const logged = Promise.all([until("ECONNREFUSED 10.1.2.3"), until("request-0042")]);
    const { status, errors } = await gateway.ask("{ films { plot } }", { headers: { "x-request-id": "request-0042" } });
    expect({ status, errors, asked: cinema.asked() }).toEqual({
      status: 500,
      errors: [
        {
          message: "Internal server error",
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "request-0042" },
        },
      ],
      asked: "",
    });
    await logged;
  });
});

describe("an operation past a limit", () => {
  it.each([
    ["MAX_DEPTH_LIMIT", "{ studio { lot { id } } }", { depth: 2 }],
    ["MAX_ROOT_FIELDS_LIMIT", "{ films { id } works { id } }", { rootFields: 1 }],
    ["MAX_OPERATIONS_LIMIT", "query A { films { id } } query B { works { id } }", { operations: 1 }],
    ["MAX_ALIASES_LIMIT", "{ a: films { b: id } }", { aliases: 1 }],
    ["MAX_DIRECTIVES_LIMIT", "{ films @skip(if: false) { id @skip(if: false) } }", { directives: 1 }],
    ["MAX_FIELDS_LIMIT", "{ films { ...F } works { ...F } } fragment F on Work { id title }", { fields: 5 }],
    ["MAX_TOKENS_LIMIT", "{ films { id title } }", { tokens: 6 }],
    ["MAX_LIST_DEPTH_LIMIT", "query ($n: [[[Int]]] = [[[1]]]) { films { id } }", { listDepth: 2 }],
  ])("is refused before anything is asked: %s", async (code, query, limits) => {
    await using limited = await startGateway(cinema.sdl, { guards: { limits } });
    cinema.asked();
    const operationName = query.startsWith("query A") ? { operationName: "A" } : {};
    const answer = await limited.send({ query, ...operationName });
    expect([answer.status, codes(answer), cinema.asked()]).toEqual([400, [code], ""]);
    expect(answer.errors?.[0]?.extensions["limit"]).toBe(Object.values(limits)[0]);
  });
});

describe("the cost of an operation", () => {
  it("is told in a header: what it may be at most, and what it was", async () => {
    await using gateway = await startGateway(cinema.sdl, { guards: { cost: { report: true } } });
    const { headers } = await gateway.ask("query ($n: Int) { films(first: $n) { dear } }", { variables: { n: 5 } });
    expect(headers.get("x-graphql-cost")).toBe("estimated=255, actual=102");
    expect((await gateway.ask("{ films { id } }")).headers.get("x-graphql-cost")).toBe("estimated=2, actual=2");
  });

  it("past the limit is refused, by the variables that came along, and nothing is asked", async () => {
    await using gateway = await startGateway(cinema.sdl, { guards: { cost: { max: 10 } } });
    const query = "query ($n: Int) { films(first: $n) { title } }";
    expect((await gateway.ask(query, { variables: { n: 10 } })).errors).toBeUndefined();
    cinema.asked();
    const answer = await gateway.ask(query, { variables: { n: 11 } });
    expect([answer.status, codes(answer), cinema.asked()]).toEqual([400, ["COST_ESTIMATED_TOO_EXPENSIVE"], ""]);
  });

  it("is taken from a budget for each client, and what was not used is given back", async () => {
    await using gateway = await startGateway(cinema.sdl, {
      identity: believing,
      guards: { cost: { perMinute: 10 } },
    });
    const query = "query ($n: Int) { films(first: $n) { title } }";
    const ask = (n: number, who?: string) => gateway.ask(query, { variables: { n }, ...(who && as(who)) });
    // Of 10 that it may cost, it costs 2: there are two films.
    expect((await ask(10, "ada")).errors).toBeUndefined();
    expect((await ask(8, "ada")).errors).toBeUndefined();
    const refused = await ask(9, "ada");
    expect([refused.status, codes(refused)]).toEqual([429, ["RATE_LIMITED"]]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(10, "bob")).errors).toBeUndefined();
    expect((await ask(10)).errors).toBeUndefined();
    expect(codes(await ask(11))).toEqual(["COST_ESTIMATED_TOO_EXPENSIVE"]);
  });

  it("is taken from one budget by several gateways that share where it is kept", async () => {
    const guards = { cost: { perMinute: 10, store: createMemoryStore() } };
    await using one = await startGateway(cinema.sdl, { identity: believing, guards });
    await using other = await startGateway(cinema.sdl, { identity: believing, guards });
    const query = "query ($n: Int) { films(first: $n) { title } }";
    const ask = (gateway: TestGateway) => gateway.ask(query, { variables: { n: 10 }, ...as("ada") });
    expect((await ask(one)).errors).toBeUndefined();
    expect(codes(await ask(other))).toEqual(["RATE_LIMITED"]);
  });
});

describe("trusted documents", () => {
  const trusted = "query Titles { films { title } }";
  const other = "{ films { id } }";
  const sha256 = (text: string) => hash("sha256", text, "hex");
  const manifests = {
    codegen: JSON.stringify({ [sha256(trusted)]: trusted }),
    apollo: JSON.stringify({
      format: "apollo-persisted-query-manifest",
      version: 1,
      operations: [{ id: sha256(trusted), name: "Titles", type: "query", body: trusted }],
    }),
  };
  const titles = { films: [{ title: "Film 1" }, { title: "Film 2" }] };
  const start = (mode: "only" | "prefer", format: keyof typeof manifests = "codegen") =>
    startGateway(cinema.sdl, {
      guards: { documents: { mode, manifest: parseManifest(manifests[format], "manifest") } },
    });
  const persisted = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } });

  it.each(["codegen", "apollo"] as const)(
    "run by their hash, from a manifest of %s: POST, GET and as Apollo asks",
    async (format) => {
      await using gateway = await start("only", format);
      expect((await gateway.send({ documentId: `sha256:${sha256(trusted)}` })).data).toEqual(titles);
      expect((await gateway.send(persisted(trusted))).data).toEqual(titles);
      const url = `${gateway.url}/graphql?documentId=sha256:${sha256(trusted)}`;
      const response = await fetch(url, { headers: { "apollo-require-preflight": "1" } });
      expect(await response.json()).toEqual({ data: titles });
    },
  );

  it("alone run in mode only: nothing else, and nothing is registered", async () => {
    await using gateway = await start("only");
    expect((await gateway.ask(trusted)).data).toEqual(titles);
    expect(codes(await gateway.ask(other))).toEqual(["QUERY_NOT_IN_SAFELIST"]);
    expect(codes(await gateway.send({ query: other, ...persisted(other) }))).toEqual(["QUERY_NOT_IN_SAFELIST"]);
    expect(codes(await gateway.send(persisted(other)))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });

  it("run beside others in mode prefer, and others can be registered", async () => {
    await using gateway = await start("prefer");
    expect((await gateway.send({ documentId: `sha256:${sha256(trusted)}` })).data).toEqual(titles);
    expect((await gateway.ask(other)).errors).toBeUndefined();
    expect((await gateway.send({ query: other, ...persisted(other) })).errors).toBeUndefined();
    expect((await gateway.send(persisted(other))).errors).toBeUndefined();
  });

  it("cannot be registered where that has no memory, nor under another's hash", async () => {
    await using closed = await startGateway(cinema.sdl, { guards: { documents: { maxRegisteredBytes: 0 } } });
    expect(codes(await closed.send(persisted(other)))).toEqual(["PERSISTED_QUERY_NOT_SUPPORTED"]);
    expect(codes(await gateway.send({ query: other, ...persisted(trusted) }))).toEqual([
      "PERSISTED_QUERY_HASH_MISMATCH",
    ]);
    expect(codes(await gateway.send({ documentId: "sha256:nope" }))).toEqual(["BAD_REQUEST"]);
  });
});

describe("the stock engine", () => {
  it("serves the same supergraph without its guards, to compare", async () => {
    await using gateway = await startGateway(cinema.sdl, { engine: "apollo", detailedErrors: true });
    expect((await gateway.ask("{ films(first: 1) { title budget } }")).data).toEqual({
      films: [{ title: "Film 1", budget: 100 }],
    });
  });
});
