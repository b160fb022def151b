import { compose, parseSubgraph } from "@threefold/federation";
import type { IdentityProvider } from "../identity/identity.ts";
import { startSubgraph, type TestSubgraph } from "./subgraph.ts";

// A domain with guarded fields, and with every way round a guard that was found in some gateway: an interface, an
// interface object, @requires, @fromContext, and a directive under another name.

const link = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${names}])\n`;

const FILMS = `${link('"@requiresScopes", "@policy", "@context", "@fromContext", "@cost", "@listSize", { name: "@authenticated", as: "@signedIn" }')}
  type Query {
    films(first: Int = 2): [Film!]! @listSize(slicingArguments: ["first"])
    works: [Work!]!
    studio: Studio
    vault: Vault @signedIn
  }
  type Mutation { rename(id: ID!, title: String!): Film @signedIn }
  interface Work @key(fields: "id") { id: ID! title: String! director: String }
  type Film implements Work @key(fields: "id") {
    id: ID!
    title: String!
    director: String
    budget: Int
    takings: Int @requiresScopes(scopes: [["accounts:read"]])
    plot: String @policy(policies: [["adult"]])
    gross: Int! @signedIn
    dear: Int @cost(weight: 50)
  }
  type Song implements Work @key(fields: "id") { id: ID! title: String! director: String }
  type Vault @signedIn { code: String! }
  type Studio @key(fields: "id") @context(name: "studio") { id: ID! secret: String lot: Lot! }
  type Lot @key(fields: "id") { id: ID! label(secret: String @fromContext(field: "$studio { secret }")): String }
`;

const NOTES = `${link('"@interfaceObject"')}
  type Work @key(fields: "id") @interfaceObject { id: ID! notes: String stars: Int }
`;

const MONEY = `${link('"@external", "@requires"')}
  type Film @key(fields: "id") { id: ID! budget: Int @external margin: Int @requires(fields: "budget") }
`;

export interface Cinema extends AsyncDisposable {
  readonly sdl: string;
  readonly subgraphs: readonly TestSubgraph[];
  /** The texts of all queries that subgraphs were sent, since this was asked for the last time. */
  asked(): string;
}

const films = [1, 2].map((n) => ({
  __typename: "Film",
  id: `f${n}`,
  title: `Film ${n}`,
  director: `Director ${n}`,
  budget: 100 * n,
  takings: 300 * n,
  plot: `Plot ${n}`,
  gross: 300 * n,
  dear: n,
}));
const song = { __typename: "Song", id: "s1", title: "Song", director: "Singer" };

/** @param headers of every answer of its subgraphs */
export async function startCinema(headers: Record<string, string> = {}): Promise<Cinema> {
  const answerHeaders = () => headers;
  const film = ({ id }: { id: string }) => films.find((one) => one.id === id);
  const filmsSubgraph = await startSubgraph({
    sdl: FILMS,
    answerHeaders,
    resolvers: {
      Query: {
        films: (_: unknown, { first }: { first: number }) => films.slice(0, first),
        works: () => [...films, song],
        studio: () => ({ id: "1", secret: "s", lot: { id: "l1" } }),
        vault: () => ({ code: "42" }),
      },
      Mutation: { rename: (_: unknown, { id, title }: { id: string; title: string }) => ({ ...film({ id }), title }) },
      Film: { __resolveReference: film },
      Song: { __resolveReference: () => song },
      Work: { __resolveReference: (key: { id: string }) => film(key) ?? song },
      Lot: { label: (_: unknown, { secret }: { secret: string }) => `label of ${secret}` },
    },
  });
  const notes = await startSubgraph({
    sdl: NOTES,
    answerHeaders,
    resolvers: { Work: { __resolveReference: ({ id }: { id: string }) => ({ id, notes: `about ${id}`, stars: 5 }) } },
  });
  const money = await startSubgraph({
    sdl: MONEY,
    answerHeaders,
    resolvers: { Film: { margin: ({ budget }: { budget: number }) => 1000 - budget } },
  });
  const subgraphs = [filmsSubgraph, notes, money];
  return {
    sdl: guarded(
      compose([
        parseSubgraph("films", filmsSubgraph.url, FILMS),
        parseSubgraph("notes", notes.url, NOTES),
        parseSubgraph("money", money.url, MONEY),
      ]).supergraphSdl,
    ),
    subgraphs,
    asked: () => subgraphs.flatMap(({ requests }) => requests.splice(0).map(({ query }) => query)).join("\n"),
    async [Symbol.asyncDispose]() {
      for (const subgraph of subgraphs) await subgraph[Symbol.asyncDispose]();
    },
  };
}

/** As compositions before 2025 let subgraphs write it: at interfaces, and at what others need without saying so. */
const guarded = (sdl: string): string =>
  sdl
    .replace(/interface Work\b[^}]*/, (text) => text.replace(/^ *(director|notes): String/gm, "$& @signedIn"))
    .replace(/type Film\b[^}]*/, (text) => text.replace(/^ *budget: Int/m, "$& @signedIn"))
    .replace(/type Studio\b[^}]*/, (text) => text.replace(/^ *secret: String/m, "$& @signedIn"));

/** Believes whoever says who they are, in a header: `Bearer NAME SCOPE SCOPE`. */
export const believing: IdentityProvider = {
  async identify({ authorization }) {
    const [, client, ...scopes] = authorization?.split(" ") ?? [];
    const claims = { isAuthenticated: client !== undefined, scopes: new Set(scopes) };
    const key = authorization ?? "nobody";
    return { caller: { anonymous: client === undefined, key, claims, client, headersFor: async () => ({}) } };
  },
};
