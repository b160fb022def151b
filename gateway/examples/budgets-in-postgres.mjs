// Budgets that all gateways share which have one PostgreSQL database: `cost.store` of the program's configuration file
// (docs/guards.md). DATABASE_URL says where it is. Times are the database's, so that gateways' clocks need not agree.
import pg from "pg";

const pool = new pg.Pool({
  connectionString: process.env["DATABASE_URL"],
  // Whoever asks waits for this: better an answer that says so than one that never comes.
  connectionTimeoutMillis: 1_000,
  query_timeout: 1_000,
});
// A connection that breaks while nobody uses it: the next query takes another.
pool.on("error", () => {});
// Gateways that start at once make one table. What a crash takes from it is a minute's worth at most: it needs no log.
await pool.query(`
  SELECT pg_advisory_xact_lock(hashtext('gateway_budgets'));
  CREATE UNLOGGED TABLE IF NOT EXISTS gateway_budgets (client text PRIMARY KEY, full_at timestamptz NOT NULL)`);

const NEXT = "GREATEST(b.full_at, clock_timestamp()) + $2 * interval '1 ms'";
const LEFT_MS = "(extract(epoch FROM b.full_at - clock_timestamp()) * 1000)::float8 AS ms";

const PUT = `INSERT INTO gateway_budgets AS b VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
  ON CONFLICT (client) DO UPDATE SET full_at = ${NEXT}`;
// One more millisecond, since PostgreSQL rounds times.
const TAKE = `${PUT} WHERE ${NEXT} <= clock_timestamp() + ($3::float8 + 1) * interval '1 ms' RETURNING ${LEFT_MS}`;

/** Nothing needs to be known of clients whose budget is full. */
const forgetting = setInterval(() => {
  pool.query("DELETE FROM gateway_budgets WHERE full_at < clock_timestamp()").catch(() => {});
}, 60_000);
forgetting.unref();

export default {
  async take(client, ms, windowMs, now) {
    const taken = await pool.query(TAKE, [client, ms, windowMs]);
    if (taken.rows.length > 0) return { ok: true, fullAt: now + taken.rows[0].ms };
    const known = await pool.query(`SELECT ${LEFT_MS} FROM gateway_budgets AS b WHERE client = $1`, [client]);
    return { ok: false, waitMs: Math.max(0, (known.rows[0]?.ms ?? 0) + ms - windowMs) };
  },
  async shift(client, ms) {
    await pool.query(PUT, [client, ms]);
  },
  async close() {
    clearInterval(forgetting);
    await pool.end();
  },
};
