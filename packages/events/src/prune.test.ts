import { withConnection } from "@threefold/database";
import { cloneDatabase, column, eventually } from "@threefold/database/testing";
import { createLogger } from "@threefold/telemetry";
import { expect, test } from "vitest";
import { keepListening } from "./connection.ts";
import { startEventLog } from "./log.ts";
import { prune } from "./prune.ts";

const logger = createLogger({ name: "events", level: "silent" });

/** A log with events of yesterday and one of today, from which no statement can remove all of the old in its time. */
async function logWithBacklog(old: number) {
  const database = await cloneDatabase("orders");
  await withConnection(database.ownerUrl, (client) =>
    client.query(`
      INSERT INTO event_log (topic, subject, payload, at)
        SELECT 'moved', gen_random_uuid(), '"old"', now() - interval '25 hours' - n * interval '1 second' FROM generate_series(1, ${old}) AS n;
      INSERT INTO event_log (topic, subject, payload) VALUES ('moved', gen_random_uuid(), '"new"');
      CREATE FUNCTION take_time() RETURNS TRIGGER LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM gone) > 1000 THEN
          RAISE EXCEPTION 'canceling statement due to statement timeout' USING ERRCODE = 'query_canceled';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER take_time AFTER DELETE ON event_log REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION take_time();
    `),
  );
  const payloads = () => column(database.ownerUrl, "SELECT DISTINCT payload FROM event_log");
  return { ...database, payloads };
}

test("a backlog of old events that no statement could remove in its time is removed all the same", async () => {
  await using database = await logWithBacklog(2_500);
  const log = startEventLog({ url: database.url, logger });
  await eventually(database.payloads, ["new"]);
  await log.close();
});

test("a pruning whose time is up says what it leaves, and the next goes on with that", async () => {
  await using database = await logWithBacklog(1_500);
  const connection = keepListening({
    url: database.url,
    channel: "event_log",
    onNotified: () => {},
    silenceMs: 15_000,
    logger,
  });
  const first = await prune(connection, { hours: 24, withinMs: 0 });
  expect(first.removed).toBe(1_000);
  const [oldest] = await column(database.ownerUrl, "SELECT min(at) FROM event_log");
  expect(first.oldestLeft).toEqual(oldest);
  expect(await prune(connection, { hours: 24, withinMs: 0 })).toEqual({ removed: 500, oldestLeft: undefined });
  expect(await database.payloads()).toEqual(["new"]);
  await connection.close();
});
