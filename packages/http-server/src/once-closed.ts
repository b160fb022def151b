import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** HTTP/2's face of a response says by its stream alone how it is. */
export interface MaybeOfStream {
  readonly stream?: { readonly destroyed: boolean; readonly rstCode?: number | undefined } | undefined;
}

/** What of a reply is looked at. */
export interface Exchange {
  readonly raw: ServerResponse & MaybeOfStream;
  /** Node takes the socket from a request whose body was passed on, when it is answered. */
  readonly request: { readonly raw: { readonly socket: Socket | null } };
}

/**
 * Calls back once when nothing more is sent for a request: its answer was sent, or its client has gone. At once, when that
 * was before: a response tells once that it closes.
 * @returns what calls it off
 */
export function onceClosed({ raw, request }: Exchange, callback: () => void): () => void {
  const { socket } = request.raw;
  if (isClosed(raw, socket)) {
    callback();
    return () => {};
  }
  // Not `once`, whose wrapper each request would pay for: it is told once.
  raw.on("close", callback);
  if (raw.socket !== null || socket === null) return () => raw.off("close", callback);
  // Behind others on its connection it has no socket until its turn, and hears nothing when there is no turn any more.
  const forgetSocket = () => socket.off("close", gone);
  const gone = () => {
    if (raw.socket !== null) return;
    raw.off("close", forgetSocket).off("close", callback);
    callback();
  };
  socket.once("close", gone);
  raw.once("close", forgetSocket);
  return () => {
    forgetSocket();
    raw.off("close", forgetSocket).off("close", callback);
  };
}

const isClosed = (response: Exchange["raw"], socket: Socket | null): boolean =>
  response.destroyed || response.stream?.destroyed === true || (response.socket === null && socket?.destroyed === true);
