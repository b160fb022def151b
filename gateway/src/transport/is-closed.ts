import type { ServerResponse } from "node:http";

/** HTTP/2's face of a response says by its stream alone whether that is there. */
interface MaybeOfStream {
  readonly stream?: { readonly destroyed: boolean } | undefined;
}

/** Whether a client went before somebody listened for that: a response tells once that it closes. */
export const isClosed = (response: ServerResponse & MaybeOfStream): boolean =>
  response.destroyed || response.stream?.destroyed === true;
