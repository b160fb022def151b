import type { Keyset } from "./keyset.ts";
import type { PageRequest } from "./request.ts";

/** A page as the Relay Cursor Connections specification has it. */
export interface Connection<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * @param rows of the page, read with a limit of one more than was asked for: the extra row tells that there is more.
 *
 * `hasPreviousPage` is true as soon as there was a cursor to read on from: the specification allows the answer that
 * costs nothing when paging forwards.
 */
export function toConnection<Row extends object>(
  list: Keyset,
  page: PageRequest,
  rows: readonly Row[],
): Connection<Row> {
  const edges = rows.slice(0, page.first).map((node) => ({ cursor: list.cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
