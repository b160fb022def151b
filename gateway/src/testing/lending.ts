import { compose, parseSubgraph } from "@threefold/federation";
import { type StreamSubgraph, type StreamSubgraphOptions, startStreamSubgraph } from "./stream-subgraph.ts";

// Books that are lent: who owns the events knows nothing of what is read in them but its key.

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://specs.threefold.example/public/v1.0", import: ["@public"])
  @composeDirective(name: "@public")
  directive @public on FIELD_DEFINITION
`;

export const LOANS = `${link}
  type Query { loans: Int }
  type Subscription { lent(isbn: ID): Loan! mine: Loan! returned: Loan! @public }
  type Loan { number: Int! @public book: Book! @public reader: String }
  type Book @key(fields: "isbn", resolvable: false) { isbn: ID! @public }
`;

export const SHELVES = `${link}
  type Query { shelf: String greeting: String! }
  type Mutation { tidy: String }
  type Book @key(fields: "isbn") { isbn: ID! @public title: String @public shelf: String }
`;

type Changes = Partial<StreamSubgraphOptions>;

export const startLoans = (changes: Changes = {}): Promise<StreamSubgraph> =>
  startStreamSubgraph({ sdl: LOANS, resolvers: { Query: { loans: () => 0 } }, ...changes });

export const startShelves = (changes: Changes = {}): Promise<StreamSubgraph> =>
  startStreamSubgraph({
    sdl: SHELVES,
    resolvers: {
      Query: { shelf: () => "A1", greeting: () => "good day" },
      Mutation: { tidy: () => "done" },
      Book: {
        __resolveReference: ({ isbn }: { isbn: string }, headers: Record<string, unknown>) => ({
          isbn,
          title: `Title ${isbn}`,
          shelf: String(headers["x-reader"] ?? "nobody's"),
        }),
      },
    },
    ...changes,
  });

export const lendingSupergraph = (
  { loans, shelves }: { readonly loans: string; readonly shelves: string },
  schemas: { readonly loans?: string; readonly shelves?: string } = {},
): string =>
  compose([
    parseSubgraph("loans", loans, schemas.loans ?? LOANS),
    parseSubgraph("shelves", shelves, schemas.shelves ?? SHELVES),
  ]).supergraphSdl;

/** An event's value. */
export const loan = (number: number, reader = "ada"): object => ({
  number,
  reader,
  book: { __typename: "Book", isbn: `b${number}` },
});
