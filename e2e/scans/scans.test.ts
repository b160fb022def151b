import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withConnection } from "@threefold/database";
import { findEmbeddedPostgres, startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { expect, test } from "vitest";
import { subgraphs } from "../../topology.ts";
import { findExamples, type ReadOperation, readerOf, reads } from "../rest/examples.ts";
import { runTool, startSystem } from "../system/running.ts";
import { operations } from "./operations.ts";

/** A table of fewer rows is read as fast from its beginning to its end. */
const SMALL = 1_000;

test("nothing that the API can cause reads a large table from its beginning to its end", async () => {
  const directory = mkdtempSync(join(tmpdir(), "threefold-scans-"));
  const seeding = runTool("seed", { DATA_DIRECTORY: directory }, ["--size", "M"]);
  expect(await seeding.ended, seeding.output()).toBe(0);
  const system = await startSystem({ directory });
  const server = findEmbeddedPostgres(join(directory, "postgres"))?.adminUrl ?? "";
  for (const name of subgraphs) await inDatabase(server, name, "SELECT pg_stat_reset()");

  const tokens = await run(system.gateway);
  await runRest(`${system.gateway}/rest`, tokens);

  // Each connection tells what it did when it ends; the server keeps it.
  await system.stop();
  const postgres = await startEmbeddedPostgres({ directory: join(directory, "postgres") });
  const scanned = [];
  let looked = 0;
  for (const name of subgraphs) {
    const rows = await inDatabase(postgres.adminUrl, name, TABLES);
    looked += rows.filter(({ used }) => used).length;
    scanned.push(
      ...rows.filter(({ scans }) => Number(scans) > 0).map(({ table, scans }) => `${name}.${table}: ${scans} times`),
    );
  }
  await system[Symbol.asyncDispose]();
  expect(scanned).toEqual([]);
  // Every large table was used in some way: otherwise this would say nothing of it.
  expect(looked).toBeGreaterThanOrEqual(11);
}, 180_000);

const TABLES = `
  SELECT stat.relname AS table, seq_scan AS scans, idx_scan > 0 AS used
  FROM pg_stat_user_tables AS stat JOIN pg_class ON pg_class.oid = relid WHERE reltuples > ${SMALL}`;

const inDatabase = (server: string, name: string, sql: string) =>
  withConnection(
    Object.assign(new URL(server), { pathname: `/${name}` }).href,
    async (client) => (await client.query(sql)).rows,
  );

/** Sends every operation, and reads on from every cursor that an answer holds: the first page may be found in another way. */
async function run(gateway: string) {
  const send = async (query: string, variables: object, token?: string) => {
    const response = await fetch(`${gateway}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data: Record<string, unknown>;
      errors?: { message: string }[];
    };
    expect(errors, query).toBeUndefined();
    return data;
  };
  const signIn = async (name: string) => {
    const { signIn: session } = await send(
      `mutation { signIn(username: "${name}", password: "${name}-threefold") { accessToken } }`,
      {},
    );
    return (session as { accessToken: string }).accessToken;
  };
  const tokens = {
    ada: await signIn("ada"),
    sol: await signIn("sol"),
    stan: await signIn("stan"),
    anonymous: undefined,
  };
  const { userByUsername: seller, categories } = (await send(
    '{ userByUsername(username: "sol") { id } categories { slug } }',
    {},
  )) as {
    userByUsername: { id: string };
    categories: { slug: string }[];
  };
  const real = (text: string) =>
    text.replaceAll("SELLER_ID", seller.id).replaceAll("A_CATEGORY", categories[0]?.slug ?? "");
  for (const { query, as = "anonymous", variables: given = {} } of operations) {
    const variables: object = JSON.parse(real(JSON.stringify(given)));
    const data = await send(query, variables, tokens[as]);
    const cursor = /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
    if (cursor !== undefined && query.includes("$after"))
      await send(query, { ...variables, after: cursor }, tokens[as]);
  }
  return { ...tokens, amira: await signIn("amira") };
}

/** Reads every path with every filter and sort, and the next page of each list. */
async function runRest(url: string, tokens: Readonly<Record<"ada" | "stan" | "amira", string>>): Promise<void> {
  const get = async (path: string, as?: keyof typeof tokens) => {
    const headers = as ? { authorization: `Bearer ${tokens[as]}` } : {};
    const response = await fetch(url + path, { headers });
    const text = await response.text();
    expect(response.status, `${path}: ${text}`).toBe(200);
    const next = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    return { text, next: next && new URL(next, `http://edge${path}`) };
  };
  const examples = await findExamples(async (path, as) => JSON.parse((await get(path, as)).text).data);
  for (const [path, operation] of reads.filter(([, { responses }]) => !isLive(responses))) {
    for (const more of variationsOf(operation, examples.values)) {
      const { next } = await get(examples.urlOf(path, operation, more), readerOf(path));
      if (next) await get(next.pathname + next.search, readerOf(path));
    }
  }
}

/** What is events and nothing else. */
const isLive = (responses: ReadOperation["responses"]) =>
  Object.keys(responses["200"]?.content ?? {}).join() === "text/event-stream";

/** An operation as it is, and with each of its filters and each way to sort, by itself. */
function variationsOf({ parameters = [] }: ReadOperation, values: Readonly<Record<string, string>>) {
  const optional = parameters.filter((parameter) => parameter.in === "query" && parameter.required !== true);
  const variations = optional.flatMap(({ name, schema }) => {
    const value = values[name.replace(/^filter\[(.*)\]$/, "$1")];
    return (schema?.enum ?? (value === undefined ? [] : [value])).map((each) => ({ [name]: each }));
  });
  return [{}, ...variations];
}
