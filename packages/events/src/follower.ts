import { type EventFilter, type LoggedEvent, takes } from "./event.ts";
import { createClosableIterable } from "./iterable.ts";

export interface FollowerOptions {
  readonly filter: EventFilter;
  /** The last event that the reader knows of. */
  readonly after: bigint;
  /** Whether the log may have events after that one which are not going to be pushed. */
  readonly behind: boolean;
  /** Reads from the log, oldest first, a page at most. */
  readonly read: (filter: EventFilter, after: bigint) => Promise<LoggedEvent[]>;
  readonly onClose: () => void;
}

export interface Follower {
  readonly events: AsyncIterableIterator<LoggedEvent>;
  /** Hands on what was just written. Never waits: a reader who is slow reads from the log. */
  push(event: LoggedEvent): void;
  /** No more comes. */
  end(): void;
}

/** Events that wait in memory for one reader. */
const MAX_WAITING = 500;

/**
 * One reader's way through the log: from where it left off by reading, then live. When more happens than it takes, what waits
 * is dropped and read from the log later, so that memory is bounded and nothing is lost.
 */
export function createFollower({ filter, after, behind, read, onClose }: FollowerOptions): Follower {
  let cursor = after;
  let mustRead = behind;
  let ended = false;
  let written: LoggedEvent[] = [];
  let live: LoggedEvent[] = [];
  let wake: (() => void) | undefined;

  const end = () => {
    ended = true;
    wake?.();
  };

  const pull = async (): Promise<LoggedEvent | undefined> => {
    while (!ended) {
      if (written.length === 0 && mustRead) {
        mustRead = false;
        written = await read(filter, cursor);
        // There may be another page.
        if (written.length > 0) mustRead = true;
        continue;
      }
      const next = written.shift() ?? live.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      } else if (BigInt(next.id) > cursor) {
        cursor = BigInt(next.id);
        return next;
      }
    }
    return undefined;
  };

  return {
    events: createClosableIterable({
      pull,
      close() {
        end();
        onClose();
      },
    }),
    push(event) {
      if (ended || !takes(filter, event)) return;
      if (live.length >= MAX_WAITING) {
        live = [];
        mustRead = true;
      } else {
        live.push(event);
      }
      wake?.();
    },
    end,
  };
}
