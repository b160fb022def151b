import type { Connection } from "@threefold/pagination";
import { HttpProblem, type Listed } from "@threefold/rest-server";
import Type from "typebox";

/** The parameters of a list that comes in pages. */
export const PAGE = {
  limit: Type.Optional(Type.Integer({ description: "How many at most, from 1 to 100." })),
  after: Type.Optional(Type.String({ description: "Read on after this cursor, as `Link` gives it." })),
};

/** What the repositories' pages are asked with. */
export const pageOf = ({ limit, after }: { limit?: number; after?: string }) => ({ first: limit, after });

/** The parameters of a path that ends in an id. */
export const BY_ID = Type.Object({ id: Type.String() });

export const IDS = Type.String({ description: "Ids with commas between, 100 at most." });

const MOST_IDS = 100;

/** @throws HttpProblem when there are too many */
export function idsOf(text: string, parameter = "ids"): string[] {
  const ids = [...new Set(text.split(",").filter((id) => id !== ""))];
  if (ids.length === 0 || ids.length > MOST_IDS) {
    throw HttpProblem.parameter(parameter, `must have from 1 to ${MOST_IDS} ids, not ${ids.length}`);
  }
  return ids;
}

/** A page of the graph's as REST's: the cursor goes on only where there is more. */
export const listed = <Row>({ pageInfo }: Connection<Row>, data: readonly unknown[]): Listed => ({
  data,
  next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
});

export const rowsOf = <Row>({ edges }: Connection<Row>): Row[] => edges.map(({ node }) => node);

/** Those that were found. */
export const found = <Row>(rows: readonly (Row | null)[]): Row[] => rows.filter((row) => row !== null);
