import { once } from "node:events";
import { Agent, type IncomingMessage, type RequestOptions, request } from "node:http";
import { request as requestSecurely, Agent as SecureAgent } from "node:https";
import { BROWSER, decoding } from "./coding.ts";
import { type Exchange, type OpenAnswer, plainHeaders } from "./exchange.ts";
import { waitFor } from "./waiting.ts";

const CONNECTIONS = 6;

export interface HttpCall {
  readonly method: "GET" | "POST" | "QUERY";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The document whose hash it has. */
  readonly document?: string;
  /** Asks only for what has changed since it was asked for before. */
  readonly again?: boolean;
}

/** Sends requests over at most six connections of HTTP/1.1, as a browser does, and counts what the sockets carry. */
export interface HttpClient extends Disposable {
  /** @throws Error naming the address when there is no answer, or none within the patience that is had; Stopped */
  send(call: HttpCall, depth: number): Promise<Exchange>;
}

/** One that follows streams too. */
export interface StreamingClient extends HttpClient {
  /**
   * Sends what is answered without an end. Over HTTP/1.1 it has a connection of its own.
   * @param signal leaves it
   * @throws Error when there is no answer
   */
  open(call: HttpCall, signal: AbortSignal): Promise<OpenAnswer>;
}

/** @param trusting whether certificates are taken as they come: the comparison's own system signs its own */
export function createHttpClient({ trusting = true } = {}): StreamingClient {
  const plain = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const secure = new SecureAgent({ keepAlive: true, maxSockets: CONNECTIONS, rejectUnauthorized: !trusting });
  return {
    send: (call, depth) => send(call, depth, plain, secure),
    open: (call, signal) => open(call, { signal, rejectUnauthorized: !trusting }),
    [Symbol.dispose]: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}

function send(call: HttpCall, depth: number, plain: Agent, secure: SecureAgent): Promise<Exchange> {
  const { method, url, headers, body: given } = call;
  return new Promise((done, fail) => {
    const options = { method, headers: { ...BROWSER, ...headers } };
    const asked = url.startsWith("https:")
      ? requestSecurely(url, { ...options, agent: secure })
      : request(url, { ...options, agent: plain });
    const waiting = waitFor(`${method} ${url}`, (reason) => {
      reject(reason);
      asked.destroy();
    });
    const resolve = (exchange: Exchange) => {
      waiting[Symbol.dispose]();
      done(exchange);
    };
    const reject = (reason: unknown) => {
      waiting[Symbol.dispose]();
      fail(reason);
    };
    // A connection is used by one request at a time. What it has carried is read while it is still this one's: when the request
    // is written and when the answer has ended, not in a later turn, in which the next request may have it.
    let before = { read: 0, written: 0 };
    let sentAt = 0;
    asked.on("socket", (socket) => {
      sentAt = performance.now();
      waiting.heard();
      before = { read: socket.bytesRead, written: socket.bytesWritten };
    });
    let isHeard = false;
    asked.on("error", (error: NodeJS.ErrnoException) => {
      // The server may have ended an idle connection just then (RFC 9112, section 9.3.1): what changes nothing is sent by another.
      const mayBeSentAgain = asked.reusedSocket && !isHeard && error.code === "ECONNRESET" && method !== "POST";
      if (!mayBeSentAgain) return reject(new Error(`${method} ${url}: ${error.message}`, { cause: error }));
      waiting[Symbol.dispose]();
      send(call, depth, plain, secure).then(done, fail);
    });
    asked.on("response", (answer: IncomingMessage) => {
      isHeard = true;
      const { socket } = answer;
      const written = socket.bytesWritten - before.written;
      const body = decoding(answer.headers["content-encoding"]);
      let coded = 0;
      answer.on("data", (chunk: Buffer) => {
        waiting.heard();
        coded += chunk.length;
        body.write(chunk);
      });
      answer.on("error", reject);
      answer.on("end", () => {
        const endedAt = performance.now();
        const read = socket.bytesRead - before.read;
        const sentBody = Buffer.byteLength(given ?? "");
        body.end().then(({ text, arrivals }) => {
          resolve({
            method,
            url,
            status: answer.statusCode ?? 0,
            sent: { head: written - sentBody, body: sentBody },
            received: { head: read - coded, body: coded },
            headLength: headLengthOf(answer),
            headers: plainHeaders(answer.headers),
            text,
            arrivals,
            depth,
            sentAt,
            endedAt,
          });
        }, reject);
      });
    });
    asked.end(given);
  });
}

async function open(
  { method, url, headers, body }: HttpCall,
  options: Pick<RequestOptions, "signal"> & { readonly rejectUnauthorized: boolean },
): Promise<OpenAnswer> {
  const isSecure = url.startsWith("https:");
  const asked = (isSecure ? requestSecurely : request)(url, {
    ...options,
    method,
    headers: { ...BROWSER, ...headers },
    agent: false,
  });
  let sentAt = performance.now();
  asked.on("socket", (socket) =>
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      sentAt = performance.now();
    }),
  );
  asked.end(body);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  // From here on the answer's body tells.
  asked.on("error", () => {});
  const { socket, statusCode: status = 0 } = answer;
  // What the answer itself says was sent with its head.
  const sent = socket.bytesWritten;
  const carried = () => ({ sent, received: socket.bytesRead });
  return { status, headers: plainHeaders(answer.headers), body: answer, sentAt, carried };
}

/** The line of the status, the headers as they came, and the empty line. */
function headLengthOf({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): number {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  const lines = names.map((name, index) => `${name}: ${rawHeaders[index * 2 + 1]}\r\n`);
  return Buffer.byteLength(`HTTP/${httpVersion} ${statusCode} ${statusMessage}\r\n${lines.join("")}\r\n`, "latin1");
}
