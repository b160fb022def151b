import type { Logger } from "@threefold/telemetry";
import { createAudience } from "./audience.ts";
import { ConnectionClosed, keepListening, type ListeningConnection } from "./connection.ts";
import type { EventFilter, LoggedEvent } from "./event.ts";
import { createFollower } from "./follower.ts";
import { prune } from "./prune.ts";
import { readAll, readFor, readHead } from "./reading.ts";

export interface EventLogOptions {
  /** The database that has the table `event_log`. */
  readonly url: string;
  readonly logger: Logger;
  /** Milliseconds after which the log is read although nobody said that something was written; 5,000 unless given. */
  readonly pollMs?: number;
  /** Milliseconds after which the connection is made anew when not even a read of the log is answered; 15,000 unless given. */
  readonly silenceMs?: number;
  /** Hours that events are kept; 24 unless given. */
  readonly keepHours?: number;
}

export interface FollowOptions {
  /** The id of the last event that the reader has seen: it gets all after it that the log still has. */
  readonly after?: string | undefined;
}

/** A reader's events. */
export interface FollowedEvents extends AsyncIterableIterator<LoggedEvent> {
  /** The id that all of them come after: a reader who has seen none yet reads on from there. */
  readonly after: string;
}

/** A database's log of what happened, as one process follows it: one connection, however many readers. */
export interface EventLog {
  /**
   * Follows events from now on, or from where the reader left off. Nothing is missed once this has resolved.
   * The iterable ends when its reader leaves it, or the log is closed.
   * @throws UnknownEventError when `after` is no event's id
   */
  follow(filter: EventFilter, options?: FollowOptions): Promise<FollowedEvents>;
  /** Ends all readers' streams. */
  close(): Promise<void>;
}

/** An id that this log never gave out. */
export class UnknownEventError extends Error {
  override readonly name = "UnknownEventError";
}

const PRUNE_MS = 3_600_000;
const PRUNED_WITHIN_MS = 60_000;

/**
 * Opens the log. The database need not be there yet: readers wait for it. Every process may have one, whichever of them
 * writes: NOTIFY wakes them, a slow poll is there for when that is lost, and the rows carry the data.
 */
export function startEventLog({
  url,
  logger,
  pollMs = 5_000,
  silenceMs = 15_000,
  keepHours = 24,
}: EventLogOptions): EventLog {
  const audience = createAudience();
  let head: bigint | undefined;
  const readNew = oneAtATime(async () => {
    head ??= await readHead(connection);
    for (;;) {
      const events = await readAll(connection, head);
      if (events.length === 0) return;
      for (const event of events) {
        audience.tell(event);
        head = BigInt(event.id);
      }
    }
  });
  const wake = () => void readNew().catch(report("the event log cannot be read"));
  const report = (message: string) => (error: unknown) => {
    if (!(error instanceof ConnectionClosed)) logger.error({ err: error }, message);
  };
  const connection: ListeningConnection = keepListening({
    url,
    channel: "event_log",
    onNotified: wake,
    silenceMs,
    logger,
  });
  // The heartbeat as well, by which a connection is known to be lost.
  const polling = setInterval(wake, pollMs);
  const removeOld = async () => {
    const { removed, oldestLeft } = await prune(connection, { hours: keepHours, withinMs: PRUNED_WITHIN_MS });
    if (oldestLeft) logger.warn({ removed, oldestLeft }, "old events are left for the next time they are removed");
  };
  const pruneNow = () => void removeOld().catch(report("old events cannot be removed"));
  const pruning = setInterval(pruneNow, PRUNE_MS);
  pruneNow();

  return {
    async follow(filter, { after } = {}) {
      const known = after === undefined ? undefined : positionOf(after);
      // What was written before this call is not new to the reader, even if this process had not read it yet.
      await readNew();
      const now = head ?? 0n;
      const from = known === undefined || known > now ? now : known;
      const follower = createFollower({
        filter,
        after: from,
        behind: from < now,
        read: (asked, position) => readFor(connection, asked, position),
        onClose: () => audience.remove(filter, follower),
      });
      audience.add(filter, follower);
      return Object.assign(follower.events, { after: String(from) });
    },
    async close() {
      clearInterval(polling);
      clearInterval(pruning);
      await connection.close();
      for (const follower of audience.all()) follower.end();
    },
  };
}

/** @throws UnknownEventError */
function positionOf(id: string): bigint {
  if (/^\d{1,18}$/.test(id)) return BigInt(id);
  throw new UnknownEventError(`"${id.slice(0, 40)}" is no event's id.`);
}

/** Runs a task, and once more after it for all calls that came meanwhile. */
function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await task();
    } while (again);
  };
  return () => {
    again = true;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
