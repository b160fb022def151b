import type { Logger } from "@threefold/telemetry";
import type { OutboxMessage } from "../generated/prisma/client.ts";
import type { OutboxRepository } from "./repository.ts";

/** Deals with one message, and marks it as sent. Throwing puts it back. */
export type Handler = (message: OutboxMessage) => Promise<void>;

export interface Relay {
  /** Says that a message was written. */
  wake(): void;
  /** Finishes the message in hand, and stops. */
  close(): Promise<void>;
}

const POLL_MS = 2_000;
const MOST_RETRY_MS = 60_000;
const PRUNE_MS = 3_600_000;

/**
 * Sends what the outbox holds: at once when woken, and by a slow poll for what another process wrote or left behind.
 * A message that fails is tried again, ever more slowly, for as long as it takes: a decision that was made is carried out.
 * What was sent is removed a day later.
 */
export function startRelay(options: { outbox: OutboxRepository; handle: Handler; logger: Logger }): Relay {
  const { outbox, handle, logger } = options;
  let stopped = false;
  let woken = Promise.withResolvers<void>();

  let pruneAt = performance.now();

  const run = async () => {
    while (!stopped) {
      const pruning = performance.now() >= pruneAt && (await prune());
      const message = await take();
      if (message) await attempt(message);
      else if (!pruning) await sleep();
    }
  };

  const take = async () => {
    try {
      return await outbox.take();
    } catch (error) {
      logger.error({ err: error }, "the outbox cannot be read");
      return undefined;
    }
  };

  /** A batch at a time, and what is due between: it does not wait for all. @returns whether there may be more */
  const prune = async () => {
    try {
      if (await outbox.prune()) return true;
    } catch (error) {
      logger.error({ err: error }, "sent messages cannot be removed from the outbox");
    }
    pruneAt = performance.now() + PRUNE_MS;
    return false;
  };

  const attempt = async (message: OutboxMessage) => {
    const about = { topic: message.topic, orderId: message.orderId, attempts: message.attempts };
    try {
      await handle(message);
      logger.info(about, "message sent");
    } catch (error) {
      logger.warn({ ...about, err: error }, "message not sent");
      await putBack(message, error);
    }
  };

  const putBack = async (message: OutboxMessage, error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    const retryInMs = Math.min(MOST_RETRY_MS, 250 * 2 ** message.attempts) * (0.75 + Math.random() / 2);
    try {
      await outbox.failed(message.id, text, retryInMs);
    } catch (failure) {
      // Its lease ends by itself.
      logger.error({ err: failure, orderId: message.orderId }, "message could not be put back");
    }
  };

  const sleep = async () => {
    const timer = setTimeout(() => woken.resolve(), POLL_MS);
    await woken.promise;
    clearTimeout(timer);
    woken = Promise.withResolvers();
  };

  const running = run();
  return {
    wake: () => woken.resolve(),
    close: async () => {
      stopped = true;
      woken.resolve();
      await running;
    },
  };
}
