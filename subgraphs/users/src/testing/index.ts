import { withConnection } from "@threefold/database";
import {
  createVerifier,
  generateKey,
  type Person,
  publicKeySet,
  type Role,
  signingKey,
  type Verifier,
  type VerifierOptions,
} from "@threefold/identity";
import { hashPassword } from "@threefold/identity/password";
import {
  type Asker,
  type GraphQLAnswer,
  startTestSubgraph,
  type TestSubgraph,
} from "@threefold/subgraph-server/testing";
import { v7 as uuid } from "uuid";
import { createService } from "../service.ts";

export interface TestUsers extends TestSubgraph {
  /** Verifies what people get for signing in, as the gateway does. */
  readonly verifier: Verifier;
  /** Verifies the same, but for sessions that have ended. */
  verifierWith(isRevoked: (session: string) => boolean): Verifier;
  /** Asks, and tells the statements that it caused; ask one at a time where they are counted. */
  ask<Data = unknown>(query: string, variables?: object, as?: Asker): Promise<CountedAnswer<Data>>;
  /** Asks without being signed in, from an address that the gateway saw. */
  askFrom<Data = unknown>(address: string, query: string, variables: object): Promise<CountedAnswer<Data>>;
  /** Puts somebody straight into the database; without a password they cannot sign in. */
  addPerson(username: string, fields?: { role?: Role; passwordHash?: string }): Promise<Person>;
  /** Puts addresses with these labels into somebody's book, and gives their ids. The first is the default. */
  addAddresses(person: Person, labels: readonly string[]): Promise<string[]>;
  /** Rows straight from the database. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface CountedAnswer<Data = unknown> extends GraphQLAnswer<Data> {
  /** The SQL statements that the request caused. */
  readonly statements: readonly string[];
}

/** A password that meets the rules, and its hash: hashing takes a tenth of a second, so it is done once. */
export const PASSWORD = "correct horse battery";
export const PASSWORD_HASH = await hashPassword(PASSWORD);

/** The users service on a database of its own, with nobody in it. */
export async function startTestUsers({
  introspection = false,
  ...options
}: {
  batching?: boolean;
  introspection?: boolean;
} = {}): Promise<TestUsers> {
  const key = signingKey(await generateKey());
  const tokens = { keys: { current: key, all: [key] }, issuer: "threefold-users", audience: "threefold" };
  const edge: VerifierOptions = {
    audience: tokens.audience,
    issuers: [{ type: "person", issuer: tokens.issuer, keys: publicKeySet([key]) }],
  };
  const subgraph = await startTestSubgraph(
    "users",
    (parts) => createService({ ...parts, introspection, tokens }),
    options,
  );
  const counted = async <Data>(answer: () => Promise<GraphQLAnswer<Data>>): Promise<CountedAnswer<Data>> => {
    subgraph.statements.length = 0;
    return { ...(await answer()), statements: subgraph.statements.map(({ sql }) => sql) };
  };
  const rows = <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    withConnection(subgraph.ownerUrl, async (client) => (await client.query<Row>(sql, [...values])).rows);
  return {
    ...subgraph,
    rows,
    verifier: createVerifier(edge),
    verifierWith: (isRevoked) => createVerifier({ ...edge, isRevoked }),
    ask: <Data>(query: string, variables?: object, as?: Asker) =>
      counted(() => subgraph.ask<Data>(query, variables, as)),
    askFrom: <Data>(clientAddress: string, query: string, variables: object) =>
      counted(async () => {
        const headers = await subgraph.edge.headersFor({ kind: "anonymous" }, { clientAddress });
        return subgraph.send<Data>(query, variables, headers);
      }),
    async addPerson(username, { role = "CUSTOMER", passwordHash } = {}) {
      const id = uuid();
      await rows(
        `INSERT INTO person (id, username, name, display_name, email, phone, avatar_url, role, updated_at)
         VALUES ($1, $2, $2 || ' in full', $2 || ' displayed', $2 || '@example.com', '+49 30 1234567', $3, $4, now())`,
        [id, username, `/images/avatars/${id}.svg`, role],
      );
      if (passwordHash !== undefined) {
        const insert = "INSERT INTO credential (user_id, password_hash, updated_at) VALUES ($1, $2, now())";
        await rows(insert, [id, passwordHash]);
      }
      return { kind: "person", id, role, scopes: [] };
    },
    async addAddresses(person, labels) {
      const inserted = await rows<{ id: string }>(
        `INSERT INTO address (id, user_id, label, recipient, line1, city, postal_code, country_code, is_default, created_at)
         SELECT gen_random_uuid(), $1, label, 'Ada Lovelace', 'Marylebone Rd 12', 'London', 'NW1 5LR', 'GB',
           position = 1, timestamptz '2026-01-01Z' + position * interval '1 day'
         FROM unnest($2::text[]) WITH ORDINALITY AS given(label, position)
         RETURNING id`,
        [person.id, labels],
      );
      return inserted.map(({ id }) => id);
    },
  };
}
