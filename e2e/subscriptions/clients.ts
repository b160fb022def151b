/** The responses of one subscription, by what every Node has to ask for them. */
export interface Responses<Data> extends AsyncDisposable {
  /** Resolves when the subscription has begun: what happens from now on comes. */
  readonly begun: Promise<void>;
  next(): Promise<{ readonly data?: Data; readonly errors?: readonly object[] }>;
}

/** Over a WebSocket, by graphql-transport-ws. */
export async function overWebSocket<Data>(
  url: string,
  token: string | undefined,
  query: string,
): Promise<Responses<Data>> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  const messages: { type: string; payload?: { data?: Data } }[] = [];
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  let wake = () => {};
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.type === "ping") begin();
    else messages.push(message);
    wake();
  });
  const take = async () => {
    for (;;) {
      const message = messages.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const authorization = token === undefined ? undefined : `Bearer ${token}`;
  socket.send(JSON.stringify({ type: "connection_init", payload: { authorization } }));
  await take();
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query } }));
  return {
    begun,
    next: async () => (await take()).payload ?? {},
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
      socket.close();
      await closed;
    },
  };
}

/** As server-sent events. */
export async function overSse<Data>(url: string, token: string | undefined, query: string): Promise<Responses<Data>> {
  const ending = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "text/event-stream",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query }),
    signal: ending.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  let text = "";
  let ended = false;
  let wake = () => {};
  const read = async () => {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) break;
      text += value;
      if (text.includes("\n: subscribed\n\n")) begin();
      wake();
    }
    ended = true;
    wake();
  };
  void read().catch(() => {});
  return {
    begun,
    async next() {
      for (;;) {
        const event = /event: next\ndata: (.*)\n\n/.exec(text);
        if (event?.[1] !== undefined) {
          text = text.slice(event.index + event[0].length);
          return JSON.parse(event[1]);
        }
        if (ended) throw new Error(`the stream ended: ${text}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
    },
  };
}
