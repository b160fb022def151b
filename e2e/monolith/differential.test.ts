import { readFileSync } from "node:fs";
import { readSupergraph } from "@threefold/federation";
import { idOf, people } from "@threefold/prisma";
import {
  createRandom,
  explainedNulls,
  type GeneratedOperation,
  generateOperation,
  type Outcome,
  shrink,
} from "@threefold/random-operations";
import { parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { bearer, systemSigner } from "../authorisation/people.ts";
import { type Answer, ask, type Credentials } from "../system/client.ts";
import { type RunningMonolith, startMonolith } from "./monolith.ts";
import { vocabulary } from "./vocabulary.ts";

/** `SEED` repeats a run; `CASES` is how many operations each person sends. */
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(process.env["CASES"] ?? 100);

const sdl = readFileSync(new URL("../../gateway/supergraph.graphql", import.meta.url), "utf8");
const { apiSchema: schema } = readSupergraph(sdl);

let monolith: RunningMonolith;
let words: readonly string[];
const credentials: Record<string, Credentials> = { nobody: {} };

beforeAll(async () => {
  monolith = await startMonolith(inject("system"));
  const signer = await systemSigner();
  for (const { index, username, role } of Object.values(people)) {
    credentials[username] = { headers: await bearer(signer, { id: idOf("person", index), username }, role) };
  }
  words = await vocabulary(credentials["stan"] ?? {});
});
afterAll(() => monolith[Symbol.asyncDispose]());

describe(`random queries of our own graph (SEED=${seed} CASES=${cases})`, () => {
  it.each(["nobody", "ada", "sol", "stan"].map((who, index) => ({ who, first: seed + index * 1_000_003 })))(
    "get as $who from three subgraphs behind a gateway what one process answers",
    async ({ who, first }) => {
      let refused = 0;
      for (let number = 0; number < cases; number++) {
        if ((await check(who, first + number)) === "refused") refused += 1;
      }
      expect(refused).toBeLessThan(Math.max(2, cases / 50));
    },
    60_000 + 500 * cases,
  );
});

async function check(who: string, caseSeed: number): Promise<"same" | "refused"> {
  const operation = validOperation(caseSeed);
  const wrong = await difference(who, operation);
  if (wrong === "refused") return wrong;
  if (wrong === undefined) return "same";
  const document = await shrink(operation.document, async (smaller) => {
    if (validate(schema, parse(smaller)).length > 0) return false;
    const still = await difference(who, { ...operation, document: smaller });
    return still !== undefined && still !== "refused";
  });
  const detail = (await difference(who, { ...operation, document })) ?? wrong;
  expect.fail(
    `as ${who}, case seed ${caseSeed}\n${document}\nvariables ${JSON.stringify(operation.variables)}\n${detail}`,
  );
}

/**
 * Values that the scalars' owners take: the gateway knows a custom scalar by its name alone, so a wrong value is found by the
 * subgraph, whose field then fails, where one process refuses the whole request.
 */
const scalars = { Date: ["2026-03-01", "2026-11-20", "2027-01-31"], MinorUnits: [0, 1, 4_900, 100_000] };

function validOperation(caseSeed: number): GeneratedOperation {
  const random = createRandom(caseSeed);
  const options = { schema, random, tempting: [], ids: words, scalars, always: new Set(["first"]), queriesOnly: true };
  for (;;) {
    const operation = generateOperation(options);
    if (validate(schema, parse(operation.document)).length === 0) return operation;
  }
}

/** How two answers differ; undefined when they do not. Limits are the gateway's own: what is past one is not compared. */
async function difference(who: string, { document, variables }: GeneratedOperation): Promise<string | undefined> {
  const as = credentials[who] ?? {};
  const federated = outcomeOf(await ask<unknown>(document, variables, as));
  if (isPastLimits(federated)) return "refused";
  const whole = outcomeOf(await monolith.ask<unknown>(document, variables, as));
  if (JSON.stringify(federated.data) === JSON.stringify(whole.data) && sameErrors(federated, whole)) return undefined;
  return `gateway:  ${JSON.stringify(federated)}\nmonolith: ${JSON.stringify(whole)}`;
}

const isPastLimits = ({ errors }: Outcome): boolean =>
  errors.some(({ extensions }) => /^MAX_\w+_LIMIT$/.test(String(extensions?.["code"])));

const outcomeOf = ({ data, errors = [] }: Answer<unknown>): Outcome => ({ data: data ?? null, errors });

/** Whether the same nulls are explained, and those of fields that failed themselves for a reason that both give. */
function sameErrors(federated: Outcome, whole: Outcome): boolean {
  const [ours, theirs] = [explainedNulls(federated), explainedNulls(whole)];
  if (ours.size !== theirs.size) return false;
  return [...ours].every(([place, codes]) => {
    const others = theirs.get(place);
    if (others === undefined) return false;
    // Which of several errors below one null is told is nobody's promise.
    return !failedItself(federated, place) || !failedItself(whole, place) || !codes.isDisjointFrom(others);
  });
}

const failedItself = ({ errors }: Outcome, place: string): boolean =>
  errors.some(({ path }) => JSON.stringify(path) === place);
