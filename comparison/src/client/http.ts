import { Agent, type IncomingMessage, request } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, zstdDecompress } from "node:zlib";
import type { Exchange } from "./exchange.ts";

/** What browsers send with every request of a page's script, so that heads are of a realistic size. */
const BROWSER = {
  accept: "application/json",
  "accept-language": "en",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
};
/** The coding that both sides have and every client knows. */
const ENCODING = "gzip";
const CONNECTIONS = 6;

const DECODERS = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

export interface HttpCall {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Sends requests over at most six connections of HTTP/1.1, as a browser does, and counts what the sockets carry. */
export interface HttpClient extends Disposable {
  /** @throws Error naming the address when there is no answer */
  send(call: HttpCall, depth: number): Promise<Exchange>;
}

export function createHttpClient(): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return {
    send: (call, depth) => send(call, depth, agent),
    [Symbol.dispose]: () => agent.destroy(),
  };
}

function send({ method, url, headers, body }: HttpCall, depth: number, agent: Agent): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent, headers: { ...BROWSER, "accept-encoding": ENCODING, ...headers } });
    // A connection is used by one request at a time. What it has carried is read while it is still this one's: when the request
    // is written and when the answer has ended, not in a later turn, in which the next request may have it.
    let before = { read: 0, written: 0 };
    asked.on("socket", (socket) => {
      before = { read: socket.bytesRead, written: socket.bytesWritten };
    });
    asked.on("error", (error) => reject(new Error(`${method} ${url}: ${error.message}`, { cause: error })));
    asked.on("response", (answer: IncomingMessage) => {
      const { socket } = answer;
      const written = socket.bytesWritten - before.written;
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const read = socket.bytesRead - before.read;
        const coded = Buffer.concat(chunks);
        const sentBody = Buffer.byteLength(body ?? "");
        decode(coded, answer.headers["content-encoding"]).then((text) => {
          resolve({
            method,
            url,
            status: answer.statusCode ?? 0,
            sent: { head: written - sentBody, body: sentBody },
            received: { head: read - coded.length, body: coded.length },
            text,
            depth,
          });
        }, reject);
      });
    });
    asked.end(body);
  });
}

async function decode(coded: Buffer, coding: string | undefined): Promise<string> {
  if (coding === undefined) return coded.toString();
  const decoder = Object.entries(DECODERS).find(([name]) => name === coding)?.[1];
  if (!decoder) throw new Error(`the coding ${coding} is not known`);
  return (await decoder(coded)).toString();
}
