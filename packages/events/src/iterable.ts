/** What an iterable is made over. */
export interface Source<Value> {
  /** The next value, or undefined at the end. Called again only when it has answered. */
  pull(): Promise<Value | undefined>;
  /** Lets go of everything. Called once, also while `pull` waits: what that answers then is dropped. */
  close(): void;
}

/**
 * An iterable that ends as soon as its reader leaves. An async generator does not: its `return` waits until the `next`
 * before it has settled, which on a quiet stream is never.
 */
export function createClosableIterable<Value>({ pull, close }: Source<Value>): AsyncIterableIterator<Value> {
  let closed = false;
  let leave: (() => void) | undefined;
  const end = () => {
    if (!closed) {
      closed = true;
      leave?.();
      close();
    }
    return END;
  };
  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (closed) return resolve(END);
        leave = () => resolve(END);
        pull().then(
          (value) => resolve(value === undefined ? end() : { done: false, value }),
          (error) => {
            // Before the end, which would be all that the reader hears.
            reject(error);
            end();
          },
        );
      }),
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

const END = { done: true as const, value: undefined };

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
