import type { Keyset, KeyValue } from "./keyset.ts";

/** What a GraphQL list field is given. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** Which page to read: so many rows, behind these values. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly KeyValue[] | undefined;
}

/** A page of a size that is not served. */
export class PageSizeError extends Error {
  override readonly name = "PageSizeError";
}

/**
 * @throws PageSizeError when `first` is not from 1 to `most`
 * @throws CursorError when `after` is not a cursor of this list
 */
export function pageRequest(list: Keyset, args: PageArguments, most = 100, usual = 20): PageRequest {
  const first = args.first ?? usual;
  if (!Number.isInteger(first) || first < 1 || first > most) {
    throw new PageSizeError(`first must be from 1 to ${most}, not ${first}`);
  }
  return { first, after: args.after == null ? undefined : list.read(args.after) };
}
