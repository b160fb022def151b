import { createPrismaAdapter } from "@threefold/database";
import { cloneDatabase, column, eventually } from "@threefold/database/testing";
import { createLogger } from "@threefold/telemetry";
import { afterEach, describe, expect, test, vi } from "vitest";
import { PrismaClient } from "../generated/prisma/client.ts";
import { startRelay } from "./relay.ts";
import { enqueue, outboxRepository } from "./repository.ts";

afterEach(() => vi.useRealTimers());

async function openOutbox() {
  const database = await cloneDatabase("orders");
  const adapter = createPrismaAdapter({ url: database.url, poolSize: 2 });
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    url: database.ownerUrl,
    outbox: outboxRepository(prisma),
    async [Symbol.asyncDispose]() {
      await prisma.$disconnect();
      await adapter.close();
      await database.drop();
    },
  };
}

describe("what the outbox keeps", () => {
  test("a message goes a day after it was sent, and one that was not sent never", async () => {
    await using opened = await openOutbox();
    // More than one statement removes.
    await column(
      opened.url,
      `INSERT INTO outbox_message (topic, order_id, payload, created_at, sent_at, available_at)
       SELECT 'old', gen_random_uuid(), '{}'::jsonb, now() - interval '3 days', now() - interval '25 hours', now() FROM generate_series(1, 2500)
       UNION ALL SELECT 'sent today', gen_random_uuid(), '{}'::jsonb, now() - interval '3 days', now() - interval '23 hours', now()
       UNION ALL SELECT 'not sent', gen_random_uuid(), '{}'::jsonb, now() - interval '30 days', NULL, now() + interval '1 hour'`,
    );
    const relay = startRelay({
      outbox: opened.outbox,
      handle: async () => {},
      logger: createLogger({ name: "orders", level: "silent" }),
    });
    const left = () => column(opened.url, "SELECT topic FROM outbox_message ORDER BY topic");
    await eventually(left, ["not sent", "sent today"]);
    await relay.close();
  });
});

describe("a process whose clock is wrong", () => {
  const orderId = crypto.randomUUID();

  test("waits before it tries a message again", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2020-01-01") });
    await using opened = await openOutbox();
    await enqueue(opened.prisma, orderId, "stock.reserve");
    const message = await opened.outbox.take();
    expect(message?.orderId).toBe(orderId);
    await opened.outbox.failed(message?.id ?? 0n, "not now", 60_000);
    expect(await opened.outbox.take()).toBeUndefined();
  });

  test("sends a new message at once", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2100-01-01") });
    await using opened = await openOutbox();
    await enqueue(opened.prisma, orderId, "stock.reserve");
    expect((await opened.outbox.take())?.orderId).toBe(orderId);
  });

  test("keeps what it sent for a day", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2020-01-01") });
    await using opened = await openOutbox();
    await enqueue(opened.prisma, orderId, "stock.reserve");
    await opened.outbox.sent((await opened.outbox.take())?.id ?? 0n);
    expect(await opened.outbox.prune()).toBe(false);
    expect(await column(opened.url, "SELECT order_id FROM outbox_message")).toEqual([orderId]);
  });
});
