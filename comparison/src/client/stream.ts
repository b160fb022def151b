import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { readBody } from "../accounting/body.ts";
import type { News } from "../screen.ts";
import { BROWSER } from "./coding.ts";
import { type Exchange, plainHeaders } from "./exchange.ts";
import type { HttpCall } from "./http.ts";
import { waitFor } from "./waiting.ts";

export interface StreamOptions {
  readonly depth: number;
  readonly steady: (text: string) => string;
  /** Told of each event's data and its place in the stream; gives what the follower gets. */
  readonly onNews: (data: unknown, place: number) => unknown;
  /** Told what was said when the follower has left. */
  readonly onClosed: (exchange: Exchange) => void;
}

/**
 * Follows a stream of events on a connection of its own, over HTTP/1.1. Resolves when the answer's head is here: what happens
 * from then on is told.
 * @throws Error naming the address when there is no stream; what waits for news is told when the stream ends or falls silent
 */
export async function openStream(call: HttpCall, options: StreamOptions): Promise<News> {
  const { method, url, headers, body } = call;
  const sentAt = performance.now();
  const asked = request(url, { method, headers: { ...BROWSER, ...headers }, agent: false });
  let failure: Error | undefined;
  const waiting = waitFor(`${method} ${url}`, (reason) => {
    failure = reason;
    asked.destroy(reason);
  });
  waiting.heard();
  asked.end(body);
  const { answer, socket } = await answerTo(asked, call).catch((error: Error) => {
    waiting[Symbol.dispose]();
    throw failure ?? error;
  });
  let text = "";
  let given = 0;
  let wake = () => {};
  answer.setEncoding("utf8").on("data", (chunk: string) => {
    waiting.heard();
    text += chunk;
    wake();
  });
  answer.on("error", () => {});
  // What the answer itself says was sent with its head.
  const written = socket.bytesWritten;
  return {
    async next() {
      for (;;) {
        const whole = text.slice(0, text.lastIndexOf("\n\n") + 2);
        const events = readBody(options.steady(whole), "text/event-stream").value;
        if (Array.isArray(events) && events.length > given) return options.onNews(events[given], given++);
        if (failure) throw failure;
        if (answer.closed) throw new Error(`${method} ${url}: the stream has ended`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          answer.once("close", resolve);
        });
      }
    },
    close() {
      waiting[Symbol.dispose]();
      const raw = Buffer.byteLength(text);
      const steady = options.steady(text);
      const sentBody = Buffer.byteLength(body ?? "");
      const head = socket.bytesRead - raw;
      asked.destroy();
      options.onClosed({
        method,
        url: options.steady(url),
        status: answer.statusCode ?? 0,
        sent: { head: written - sentBody, body: sentBody },
        received: { head, body: Buffer.byteLength(steady) },
        headers: plainHeaders(answer.headers),
        text: steady,
        depth: options.depth,
        sentAt,
        endedAt: performance.now(),
      });
    },
  };
}

async function answerTo(asked: ClientRequest, { method, url }: HttpCall) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on("response", resolve);
    asked.on("error", (error) => reject(new Error(`${method} ${url}: ${error.message}`, { cause: error })));
  });
  if (answer.statusCode === 200 && answer.headers["content-type"]?.startsWith("text/event-stream"))
    return { answer, socket: answer.socket as Socket };
  const said = await answer.setEncoding("utf8").toArray();
  throw new Error(`${method} ${url}: ${answer.statusCode} ${said.join("").slice(0, 300)}`);
}
