/** What an iterable is made over. */
export interface Source<Value> {
  /** The next value, or undefined at the end. Called again only when it has answered. */
  pull(): Promise<Value | undefined>;
  /** Lets go of everything, and makes a waiting `pull` answer undefined. Called once. */
  close(): void;
}

/**
 * An iterable that ends as soon as its reader leaves. An async generator does not: its `return` waits until the `next`
 * before it has settled, which on a quiet stream is never.
 */
export function createClosableIterable<Value>({ pull, close }: Source<Value>): AsyncIterableIterator<Value> {
  let closed = false;
  const end = () => {
    if (!closed) {
      closed = true;
      close();
    }
    return { done: true as const, value: undefined };
  };
  return {
    async next() {
      if (closed) return end();
      try {
        const value = await pull();
        return value === undefined || closed ? end() : { done: false, value };
      } catch (error) {
        end();
        throw error;
      }
    },
    return: async () => end(),
    throw: async (error) => {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Each value as something else, or left out where that is undefined. Ends as soon as its reader leaves. */
export function mapEvents<From, To>(
  source: AsyncIterable<From>,
  map: (value: From) => To | undefined | Promise<To | undefined>,
): AsyncIterableIterator<To> {
  const iterator = source[Symbol.asyncIterator]();
  return createClosableIterable({
    async pull() {
      for (;;) {
        const { done, value } = await iterator.next();
        if (done) return undefined;
        const mapped = await map(value);
        if (mapped !== undefined) return mapped;
      }
    },
    close: () => void iterator.return?.()?.catch(() => {}),
  });
}
