import { WebSocket } from "ws";

/** Who subscribes, and to what. */
export interface Asking {
  readonly query: string;
  readonly variables?: object | undefined;
  readonly authorization?: string | undefined;
}

/** Many clients, each on a WebSocket of its own, and what they have heard. */
export interface Subscribers extends Disposable {
  /** Resolves when all have heard an event of this number. */
  heard(number: number): Promise<void>;
  /** Milliseconds from an event's publication to each of them, since the last call. */
  latencies(): number[];
  /** To be called when an event is published. */
  published(): void;
}

const AT_ONCE = 100;

export async function subscribeAll(
  url: string,
  count: number,
  askingOf: (index: number) => Promise<Asking>,
): Promise<Subscribers> {
  const sockets: WebSocket[] = [];
  const heard = new Map<number, number>();
  let publishedAt = 0;
  let latencies: number[] = [];
  let wake = () => {};
  const take = (text: string) => {
    const number = /"number":(\d+)/.exec(text)?.[1];
    if (number === undefined) return;
    latencies.push(performance.now() - publishedAt);
    const known = (heard.get(Number(number)) ?? 0) + 1;
    heard.set(Number(number), known);
    if (known === count) wake();
  };
  for (let begun = 0; begun < count; begun += AT_ONCE) {
    const indices = Array.from({ length: Math.min(AT_ONCE, count - begun) }, (_, index) => begun + index);
    sockets.push(...(await Promise.all(indices.map(async (index) => subscribe(url, await askingOf(index), take)))));
  }
  return {
    async heard(number) {
      while ((heard.get(number) ?? 0) < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    latencies() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    published() {
      publishedAt = performance.now();
    },
    [Symbol.dispose]() {
      for (const socket of sockets) socket.terminate();
    },
  };
}

async function subscribe(
  url: string,
  { query, variables, authorization }: Asking,
  onMessage: (text: string) => void,
): Promise<WebSocket> {
  const socket = new WebSocket(url, "graphql-transport-ws", { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const payload = authorization === undefined ? undefined : { authorization: `Bearer ${authorization}` };
  socket.send(JSON.stringify({ type: "connection_init", payload }));
  await new Promise((resolve) => socket.once("message", resolve));
  socket.on("message", (data) => onMessage(String(data)));
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables } }));
  return socket;
}
