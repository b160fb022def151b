import type { Connection, PageRequest } from "@threefold/pagination";

/** Rows that one statement reads. */
const AT_ONCE = 500;

/**
 * Every row of a list, page by page, in constant memory: the next page is read when the one before has been taken. Each page
 * is as the catalogue is at its time; what is there from the first page to the last comes once.
 */
export async function* everyRow<Row>(
  read: (page: PageRequest) => Promise<Connection<Row>>,
  place: (cursor: string) => PageRequest["after"],
): AsyncGenerator<readonly Row[]> {
  for (let after: PageRequest["after"]; ; ) {
    const { edges, pageInfo } = await read({ first: AT_ONCE, after });
    yield edges.map(({ node }) => node);
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return;
    after = place(pageInfo.endCursor);
  }
}
