/** Work on things that come one after the other: later ones may begin before earlier ones are done, and none overtakes. */
export interface Pipeline<Item> {
  push(item: Item): void;
  /** Calls back when all that was pushed before is delivered. */
  afterwards(callback: () => void): void;
  /** Forgets what is on its way. */
  close(): void;
}

export interface PipelineOptions<Item, Result> {
  /** Never rejects. */
  readonly work: (item: Item) => Promise<Result>;
  readonly deliver: (result: Result) => void;
  /** How many may be worked on at once. */
  readonly ahead: number;
  /** How many may wait for that. The oldest of more are lost. */
  readonly maxWaiting: number;
  readonly onLost: () => void;
}

export function createPipeline<Item, Result>(options: PipelineOptions<Item, Result>): Pipeline<Item> {
  const { work, deliver, ahead, maxWaiting, onLost } = options;
  const waiting: Item[] = [];
  let running = 0;
  let closed = false;
  let tail: Promise<void> = Promise.resolve();

  const start = (item: Item) => {
    running += 1;
    const result = work(item);
    tail = tail.then(async () => {
      const done = await result;
      if (closed) return;
      running -= 1;
      deliver(done);
      const next = waiting.shift();
      if (next !== undefined) start(next);
    });
  };
  return {
    push(item) {
      if (closed) return;
      if (running < ahead) return start(item);
      waiting.push(item);
      if (waiting.length <= maxWaiting) return;
      waiting.shift();
      onLost();
    },
    afterwards(callback) {
      const settle = (): void => {
        tail = tail.then(() => {
          if (closed) return;
          if (running === 0 && waiting.length === 0) callback();
          else settle();
        });
      };
      settle();
    },
    close() {
      closed = true;
      waiting.length = 0;
    },
  };
}
