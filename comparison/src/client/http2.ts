import { once } from "node:events";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { finished } from "node:stream/promises";
import { BROWSER, type Decoding, decoding } from "./coding.ts";
import { type Exchange, type OpenAnswer, plainHeaders } from "./exchange.ts";
import type { HttpCall, StreamingClient } from "./http.ts";
import { waitFor } from "./waiting.ts";

/** How much may come unasked for: as Chrome has it. Node's own 64 KiB would wait for each 64 KiB to be taken. */
const WINDOWS = { stream: 6 * 1024 * 1024, connection: 15 * 1024 * 1024 };

/**
 * Sends requests over one connection of HTTP/2 to each host, by TLS. Heads are compressed with what the connection has carried
 * before, so no exchange has a size of its own for them: the link counts the bytes.
 */
export function createHttp2Client(): StreamingClient {
  const sessions = new Map<string, ClientHttp2Session>();
  const sessionTo = (origin: string): ClientHttp2Session => {
    // The comparison's own system has a certificate that it signed itself.
    const known = sessions.get(origin);
    if (known) return known;
    const session = connect(origin, { rejectUnauthorized: false, settings: { initialWindowSize: WINDOWS.stream } });
    session.once("connect", () => {
      if (!session.destroyed) session.setLocalWindowSize(WINDOWS.connection);
    });
    // What fails it fails its streams, and they tell.
    session.on("error", () => {});
    sessions.set(origin, session);
    return session;
  };
  return {
    send: (call, depth) => send(call, depth, sessionTo(new URL(call.url).origin)),
    open: (call, signal) => open(call, signal, sessionTo(new URL(call.url).origin)),
    [Symbol.dispose]: () => {
      for (const session of sessions.values()) session.destroy();
    },
  };
}

const headOf = ({ method, url, headers }: HttpCall) => {
  const { pathname, search } = new URL(url);
  return { ":method": method, ":path": `${pathname}${search}`, ...BROWSER, ...headers };
};

const withoutPseudoHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  plainHeaders(Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":"))));

async function open(call: HttpCall, signal: AbortSignal, session: ClientHttp2Session): Promise<OpenAnswer> {
  const sentAt = performance.now();
  const body = session.request(headOf(call), { signal });
  body.end(call.body);
  const [headers] = (await once(body, "response")) as [IncomingHttpHeaders & { readonly ":status"?: number }];
  return { status: headers[":status"] ?? 0, headers: withoutPseudoHeaders(headers), body, sentAt };
}

async function send(call: HttpCall, depth: number, session: ClientHttp2Session): Promise<Exchange> {
  const { method, url, body } = call;
  const sentAt = performance.now();
  const stream = session.request(headOf(call));
  let ended: Error | undefined;
  using waiting = waitFor(`${method} ${url}`, (reason) => {
    ended = reason;
    stream.destroy(reason);
  });
  waiting.heard();
  let status = 0;
  let head: Record<string, string> = {};
  stream.on("response", (answered) => {
    status = answered[":status"] ?? 0;
    head = withoutPseudoHeaders(answered);
  });
  stream.end(body);
  let coded = 0;
  let decoder: Decoding | undefined;
  stream.on("data", (chunk: Buffer) => {
    waiting.heard();
    coded += chunk.length;
    decoder ??= decoding(head["content-encoding"]);
    decoder.write(chunk);
  });
  await finished(stream).catch((error: Error) => {
    throw ended ?? new Error(`${method} ${url}: ${error.message}`, { cause: error });
  });
  const endedAt = performance.now();
  const { text, arrivals } = (await decoder?.end()) ?? { text: "", arrivals: [] };
  return {
    method,
    url,
    status,
    sent: { head: 0, body: Buffer.byteLength(body ?? "") },
    received: { head: 0, body: coded },
    headers: head,
    text,
    arrivals,
    depth,
    sentAt,
    endedAt,
  };
}
