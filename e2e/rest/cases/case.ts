import type { Random } from "../random.ts";

export type Node = Record<string, unknown>;

/** One read, in both ways. What the graph gives, made into what REST should give, is compared with what REST gives. */
export interface Case {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly path: string;
  /** Undefined where there is no such thing. */
  readonly expected: (data: Node) => unknown;
  /** REST's answer as far as it is compared. */
  readonly given?: (body: Node, next: string | undefined) => unknown;
}

/** What of the seeded shop the cases are about. */
export interface Shop {
  readonly products: readonly string[];
  readonly reviews: readonly string[];
  readonly people: readonly string[];
  readonly orders: readonly string[];
  readonly categories: readonly { readonly id: string; readonly slug: string }[];
}

const NONE = "0199c000-0000-7000-8000-000000000000";

export interface Connection {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
export const PAGE = "pageInfo { hasNextPage endCursor }";
/** What REST gives for a page of a connection. */
export const page = (connection: Connection, show: (node: Node) => unknown) => ({
  data: connection.edges.map(({ node }) => show(node)),
  next: connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined,
});
/** A page of REST, with the cursor of its next one. */
export const paged = (body: Node, next: string | undefined) => ({ ...body, next });

/** Parameters of a URL, without those that are not given. */
export const search = (parameters: Readonly<Record<string, unknown>>) => {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
};

/** Makes a read, at random. `cursors` are those of pages that were read before, by their sort. */
export type Make = (random: Random, shop: Shop, cursors: ReadonlyMap<string, string>) => Case;

/** One that is there, or now and then one that is not. */
export const oneOf = (random: Random, ids: readonly string[]) =>
  random.chance(0.05) ? random.pick([NONE, "nonsense"]) : random.pick(ids);
