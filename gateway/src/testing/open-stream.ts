/** A response that is read piece by piece, as far as a test wants. */
export interface OpenStream {
  readonly response: Response;
  /** All that came, once it ends with this. */
  until(end: string): Promise<string>;
  /** All that comes until its end. */
  rest(): Promise<string>;
  leave(): void;
}

/** Sends a GraphQL request to a gateway, by its URL, and reads what comes. */
export async function openStream(
  url: string,
  accept: string,
  request: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<OpenStream> {
  const ending = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...headers },
    body: JSON.stringify(request),
    signal: ending.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    response,
    async until(end) {
      while (!text.endsWith(end)) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`it ended with ${JSON.stringify(text)}`);
        text += value;
      }
      const read = text;
      text = "";
      return read;
    },
    async rest() {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return text;
        text += value;
      }
    },
    leave: () => ending.abort(),
  };
}
