import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";

/** Who subscribes, and to what. */
export interface Asking {
  readonly query: string;
  readonly variables?: object | undefined;
  readonly authorization?: string | undefined;
}

/** Many clients, each on a WebSocket of its own, and what they have heard. */
export interface Subscribers extends Disposable {
  /**
   * Resolves when all have heard one event, of this number or a later one, or when the time is over.
   * @returns how many have not: of the event that most have heard
   * @throws Error when a client was refused, or its connection ended
   */
  missing(number: number, milliseconds: number): Promise<number>;
  /** How many were told that their subscription has begun, by gateways that say so. */
  readonly told: number;
  /** Milliseconds from an event's publication to each of them, since the last call. */
  latencies(): number[];
  /** To be called when an event is published. */
  published(): void;
}

/** Connections that are opened at once. */
const AT_ONCE = 100;
/** How long one may take to be accepted. */
const OPENING_MS = 30_000;

/** @throws Error when a gateway accepts no connection */
export async function subscribeAll(
  url: string,
  count: number,
  askingOf: (index: number) => Promise<Asking>,
): Promise<Subscribers> {
  const sockets: WebSocket[] = [];
  const heard = new Map<number, number>();
  let complete = 0;
  let told = 0;
  let publishedAt = 0;
  let latencies: number[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  const fail = (reason: string) => {
    failure ??= new Error(reason);
    wake();
  };
  const take = (text: string) => {
    if (text.includes('"error')) return fail(text.slice(0, 200));
    if (text.includes('"subscribed"')) told += 1;
    const number = Number(/"number":(\d+)/.exec(text)?.[1]);
    if (Number.isNaN(number)) return;
    latencies.push(performance.now() - publishedAt);
    const known = (heard.get(number) ?? 0) + 1;
    heard.set(number, known);
    if (known < count) return;
    complete = Math.max(complete, number);
    wake();
  };
  const dispose = () => {
    for (const socket of sockets) socket.removeAllListeners("close").terminate();
  };
  try {
    for (let begun = 0; begun < count; begun += AT_ONCE) {
      const indices = Array.from({ length: Math.min(AT_ONCE, count - begun) }, (_, index) => begun + index);
      const askings = await Promise.all(indices.map(askingOf));
      await Promise.all(
        askings.map((asking) => {
          const socket = new WebSocket(url, "graphql-transport-ws", { perMessageDeflate: false });
          sockets.push(socket);
          socket.once("close", (code, reason) => fail(`a connection was closed: ${code} ${reason}`));
          return subscribe(socket, asking, take);
        }),
      );
    }
  } catch (error) {
    dispose();
    throw error;
  }
  return {
    async missing(number, milliseconds) {
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
        wake();
      }, milliseconds);
      while (complete < number && failure === undefined && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      clearTimeout(timer);
      if (failure !== undefined) throw failure;
      if (complete >= number) return 0;
      const most = Math.max(0, ...[...heard].filter(([event]) => event >= number).map(([, known]) => known));
      return count - most;
    },
    get told() {
      return told;
    },
    latencies() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    published() {
      publishedAt = performance.now();
    },
    [Symbol.dispose]: dispose,
  };
}

/** Resolves when the connection is accepted and the operation sent, by an id as graphql-ws's client makes it. */
function subscribe(
  socket: WebSocket,
  { query, variables, authorization }: Asking,
  onMessage: (text: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("a connection was not accepted in time")), OPENING_MS);
    const payload = authorization === undefined ? undefined : { authorization: `Bearer ${authorization}` };
    socket.once("error", reject);
    socket.once("close", (code, reason) => reject(new Error(`a connection was refused: ${code} ${reason}`)));
    socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init", payload })));
    socket.once("message", () => {
      clearTimeout(timer);
      socket.on("message", (data) => onMessage(String(data)));
      socket.send(JSON.stringify({ id: randomUUID(), type: "subscribe", payload: { query, variables } }));
      resolve();
    });
  });
}
