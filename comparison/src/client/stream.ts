import { readBody } from "../accounting/body.ts";
import type { News } from "../screen.ts";
import type { Exchange, OpenAnswer } from "./exchange.ts";
import type { HttpCall, StreamingClient } from "./http.ts";
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
 * Follows a stream of events. Resolves when the answer's head is here: what happens from then on is told.
 * @throws Error naming the address when there is no stream; what waits for news is told when the stream ends or falls silent
 */
export async function openStream(client: StreamingClient, call: HttpCall, options: StreamOptions): Promise<News> {
  const { method, url, body = "" } = call;
  const leaving = new AbortController();
  let failure: Error | undefined;
  const waiting = waitFor(`${method} ${url}`, (reason) => {
    failure = reason;
    leaving.abort(reason);
  });
  waiting.heard();
  const answer = await begin(client, call, leaving.signal).catch((error: Error) => {
    waiting[Symbol.dispose]();
    throw failure ?? error;
  });
  let text = "";
  let given = 0;
  let heardAt = performance.now();
  let wake = () => {};
  answer.body.setEncoding("utf8").on("data", (chunk: string) => {
    waiting.heard();
    heardAt = performance.now();
    text += chunk;
    wake();
  });
  answer.body.on("error", () => {});
  return {
    async next() {
      for (;;) {
        const whole = text.slice(0, text.lastIndexOf("\n\n") + 2);
        const events = readBody(options.steady(whole), "text/event-stream").value;
        if (Array.isArray(events) && events.length > given) return options.onNews(events[given], given++);
        if (failure) throw failure;
        if (answer.body.closed) throw new Error(`${method} ${url}: the stream has ended`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          answer.body.once("close", resolve);
        });
      }
    },
    close() {
      waiting[Symbol.dispose]();
      const [sentBody, raw] = [Buffer.byteLength(body), Buffer.byteLength(text)];
      // Where heads have no size of their own, none is told.
      const { sent, received } = answer.carried?.() ?? { sent: sentBody, received: raw };
      const steady = options.steady(text);
      leaving.abort();
      options.onClosed({
        method,
        url: options.steady(url),
        status: answer.status,
        sent: { head: sent - sentBody, body: sentBody },
        received: { head: received - raw, body: Buffer.byteLength(steady) },
        headers: answer.headers,
        text: steady,
        depth: options.depth,
        sentAt: answer.sentAt,
        // What came last was awaited, and not the end.
        endedAt: heardAt,
      });
    },
  };
}

async function begin(client: StreamingClient, call: HttpCall, signal: AbortSignal): Promise<OpenAnswer> {
  const { method, url } = call;
  const answer = await client.open(call, signal).catch((error: Error) => {
    throw new Error(`${method} ${url}: ${error.message}`, { cause: error });
  });
  if (answer.status === 200 && answer.headers["content-type"]?.startsWith("text/event-stream")) return answer;
  const said: string[] = await answer.body.setEncoding("utf8").toArray();
  throw new Error(`${method} ${url}: ${answer.status} ${said.join("").slice(0, 300)}`);
}
