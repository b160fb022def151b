import type { Claim, KeyedRequests } from "@threefold/rest-server";

/** What a generated Prisma client has, seen from here. */
interface RawStatements {
  $queryRaw<Rows>(sql: TemplateStringsArray, ...values: unknown[]): PromiseLike<Rows>;
  $executeRaw(sql: TemplateStringsArray, ...values: unknown[]): PromiseLike<number>;
}

/** Requests with an `Idempotency-Key` in the table `keyed_request` of a service's database, for 24 hours. */
export function keyedRequests(prisma: RawStatements): KeyedRequests {
  return {
    async claim({ owner, key, fingerprint }) {
      const taken = await prisma.$executeRaw`
        INSERT INTO keyed_request AS known (owner, key, fingerprint) VALUES (${owner}, ${key}, ${fingerprint})
        ON CONFLICT (owner, key) DO UPDATE SET fingerprint = excluded.fingerprint, answer = NULL, at = excluded.at
          WHERE known.at < now() - interval '24 hours'`;
      if (taken > 0) return { state: "taken" };
      const [known] = await prisma.$queryRaw<Kept[]>`
        SELECT fingerprint, answer FROM keyed_request WHERE owner = ${owner} AND key = ${key}`;
      return claimOf(known ?? { fingerprint, answer: null });
    },

    async answer({ owner, key }, answer) {
      // Whoever writes takes out what is too old, so that nobody else need come by for it: more than comes in, and so much
      // at most that its own answer does not wait for long.
      await prisma.$executeRaw`
        WITH old AS (
          DELETE FROM keyed_request WHERE (owner, key) IN (
            SELECT owner, key FROM keyed_request WHERE at < now() - interval '24 hours' ORDER BY at LIMIT 100 FOR UPDATE SKIP LOCKED))
        UPDATE keyed_request SET answer = ${JSON.stringify({ body: answer })}::json WHERE owner = ${owner} AND key = ${key}`;
    },

    async release({ owner, key }) {
      await prisma.$executeRaw`DELETE FROM keyed_request WHERE owner = ${owner} AND key = ${key}`;
    },
  };
}

interface Kept {
  readonly fingerprint: string;
  /** Null as long as there is none; without `body` where the answer has none. */
  readonly answer: { readonly body?: object } | null;
}

const claimOf = ({ fingerprint, answer }: Kept): Claim =>
  answer ? { state: "answered", fingerprint, answer: answer.body } : { state: "unanswered", fingerprint };
