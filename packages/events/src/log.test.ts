import { withConnection } from "@threefold/database";
import { cloneDatabase, startNetwork } from "@threefold/database/testing";
import { createLogger } from "@threefold/telemetry";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { appendEvents, type NewEvent } from "./append.ts";
import type { LoggedEvent } from "./event.ts";
import { type EventLog, startEventLog, UnknownEventError } from "./log.ts";

const logger = createLogger({ name: "events", level: "silent" });
let database: Awaited<ReturnType<typeof cloneDatabase>>;
const opened: EventLog[] = [];
beforeAll(async () => {
  database = await cloneDatabase("orders");
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((log) => log.close()));
});
afterAll(() => database.drop());

/** Polling is off, so that what arrives was told of. */
const open = (url = database.url) => {
  const log = startEventLog({ url, logger, pollMs: 2 ** 30 });
  opened.push(log);
  return log;
};
const id = () => crypto.randomUUID();
const written = (client: pg.ClientBase, events: readonly NewEvent[]) =>
  appendEvents({ $executeRaw: (text, ...values) => client.query(text.join("$1"), values) }, events);
const write = (...events: NewEvent[]) => withConnection(database.url, (client) => written(client, events));
const event = (subject: string, payload: unknown, topic = "moved"): NewEvent => ({ topic, subject, payload });
async function take(events: AsyncIterator<LoggedEvent>, count: number): Promise<LoggedEvent[]> {
  const taken: LoggedEvent[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
const payloads = (events: readonly LoggedEvent[]) => events.map(({ payload }) => payload);

test("an event reaches those who follow its subject, its owner or all, whichever process wrote it", async () => {
  const [subject, owner] = [id(), id()];
  const [one, other] = [open(), open()];
  const readers = await Promise.all([
    one.follow({ topics: ["moved"], subjects: [subject, id()] }),
    other.follow({ topics: ["moved"], owner }),
    one.follow({ topics: ["moved"] }),
  ]);
  await write(event(id(), "another subject", "placed"), { ...event(subject, { to: "SHIPPED" }), owner });
  for (const reader of readers) {
    expect(await take(reader, 1)).toMatchObject([{ topic: "moved", subject, owner, payload: { to: "SHIPPED" } }]);
  }
});

test("a reader is told after which event it begins, and reads on from there when it has seen none", async () => {
  const subject = id();
  await write(event(subject, "before"));
  const reader = await open().follow({ topics: ["moved"], subjects: [subject] });
  await write(event(subject, "after"));
  const other = await open().follow({ topics: ["moved"], subjects: [subject] }, { after: reader.after });
  expect(payloads(await take(other, 1))).toEqual(["after"]);
  expect(other.after).toBe(reader.after);
});

test("nothing is told of a change that was not committed", async () => {
  const subject = id();
  const reader = await open().follow({ topics: ["moved"], subjects: [subject] });
  await withConnection(database.url, async (client) => {
    await client.query("BEGIN");
    await written(client, [event(subject, "rolled back")]);
    await client.query("ROLLBACK");
  });
  await write(event(subject, "committed"));
  expect(payloads(await take(reader, 1))).toEqual(["committed"]);
});

test("a reader gets what it missed, in order and once, and goes on live", async () => {
  const subject = id();
  const log = open();
  const first = await log.follow({ topics: ["moved"], subjects: [subject] });
  await write(event(subject, 0));
  const [seen] = await take(first, 1);
  await first.return?.();
  for (let n = 1; n <= 450; n += 50) await write(...Array.from({ length: 50 }, (_, i) => event(subject, n + i)));
  const second = await open().follow({ topics: ["moved"], subjects: [subject] }, { after: seen?.id });
  const missed = take(second, 451);
  await write(event(subject, 451));
  expect(payloads(await missed)).toEqual(Array.from({ length: 451 }, (_, i) => i + 1));
});

test("a reader who takes his time loses nothing", async () => {
  const subject = id();
  const log = open();
  const [slow, quick] = await Promise.all([
    log.follow({ topics: ["moved"], subjects: [subject] }),
    log.follow({ topics: ["moved"], subjects: [subject] }),
  ]);
  await write(...Array.from({ length: 1_200 }, (_, i) => event(subject, i)));
  await take(quick, 1_200);
  expect(payloads(await take(slow, 1_200))).toEqual(Array.from({ length: 1_200 }, (_, i) => i));
});

test("events stand in the order of their commits, however their transactions overlap", async () => {
  const subject = id();
  const reader = await open().follow({ topics: ["moved"], subjects: [subject] });
  await withConnection(database.url, (slow) =>
    withConnection(database.url, async (quick) => {
      await slow.query("BEGIN");
      await written(slow, [event(subject, "first")]);
      const waiting = written(quick, [event(subject, "second")]);
      await slow.query("COMMIT");
      await waiting;
    }),
  );
  expect(payloads(await take(reader, 2))).toEqual(["first", "second"]);
});

test("a broken connection loses nothing", async () => {
  const subject = id();
  const reader = await open().follow({ topics: ["moved"], subjects: [subject] });
  await withConnection(database.url, async (client) => {
    const { rowCount } = await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'events' AND datname = current_database()",
    );
    expect(rowCount).toBe(1);
  });
  await write(event(subject, "while it was away, or after"));
  expect(payloads(await take(reader, 1))).toEqual(["while it was away, or after"]);
});

test("a connection that falls silent loses nothing, and closing the log does not wait for it", async () => {
  await using network = await startNetwork(database.url);
  const log = startEventLog({ url: network.url, logger, pollMs: 50, silenceMs: 300 });
  const subject = id();
  const reader = await log.follow({ topics: ["moved"], subjects: [subject] });
  void network.lose();
  await write(event(subject, "while nobody was told that it was away"));
  expect(payloads(await take(reader, 1))).toEqual(["while nobody was told that it was away"]);
  void network.lose();
  await log.close();
});

test("a reader who leaves while nothing happens is gone at once, and closing the log ends the others", async () => {
  const log = open();
  const [leaving, staying] = await Promise.all([log.follow({ topics: ["moved"] }), log.follow({ topics: ["moved"] })]);
  const waiting = [leaving.next(), staying.next()];
  await leaving.return?.();
  expect(await leaving.next()).toEqual({ done: true, value: undefined });
  await log.close();
  expect(await Promise.all(waiting)).toEqual(Array(2).fill({ done: true, value: undefined }));
});

test("what is older than a day is removed", async () => {
  const subject = id();
  await write(event(subject, "old"), event(subject, "new"));
  await withConnection(database.ownerUrl, (client) =>
    client.query("UPDATE event_log SET at = now() - interval '25 hours' WHERE subject = $1 AND payload = $2", [
      subject,
      '"old"',
    ]),
  );
  const reader = await open().follow({ topics: ["moved"], subjects: [subject] }, { after: "0" });
  await withConnection(database.ownerUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query(
        "SELECT count(*)::int AS old FROM event_log WHERE at < now() - interval '1 day'",
      );
      if (rows[0].old === 0) break;
    }
  });
  const all = open();
  expect(payloads(await take(await all.follow({ topics: ["moved"], subjects: [subject] }, { after: "0" }), 1))).toEqual(
    ["new"],
  );
  await reader.return?.();
});

test.each(["", "-1", "1 OR 1", "9".repeat(30), "abc"])("%j is no event's id", async (after) => {
  await expect(open().follow({ topics: ["moved"] }, { after })).rejects.toThrow(UnknownEventError);
});
