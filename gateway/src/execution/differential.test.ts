import { isDeepStrictEqual } from "node:util";
import {
  createRandom,
  explainedNulls,
  type GeneratedOperation,
  generateOperation,
  type Outcome,
  type Random,
  shrink,
} from "@threefold/random-operations";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { type Fault, noFaults, seededFaults } from "../testing/differential/faults.ts";
import { createHarness, type Harness, type Situation } from "../testing/differential/harness.ts";
import { stockIsWrong } from "../testing/differential/stock-faults.ts";
import { domains } from "../testing/differential/supergraphs/index.ts";

/** `SEED` repeats a run, `SEED=new` is one that nobody has seen; `CASES` is how many operations there are over all supergraphs. */
const { SEED = "813466385" } = process.env;
const seed = SEED === "new" ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);
const cases = Math.ceil(Number(process.env["CASES"] ?? 1000) / domains.length);

/** Room for many cases: a failing one takes a while to be made small. */
const TIMEOUT_MS = 60_000 + 200 * cases;

/** What goes wrong at subgraphs, and how often. */
const moods: readonly { readonly name: string; readonly rate: number; readonly kinds: readonly Fault[] }[] = [
  { name: "all is well", rate: 0, kinds: [] },
  { name: "fields fail or are null", rate: 0.08, kinds: ["null", "error"] },
  { name: "fields are missing or nonsense", rate: 0.08, kinds: ["missing", "nonsense", "null"] },
];

describe(`random operations (SEED=${seed} CASES=${cases * domains.length})`, () => {
  for (const [index, domain] of domains.entries()) {
    it(
      `get over ${domain.name} what a single schema and the stock gateway answer`,
      async () => {
        const harness = createHarness(domain);
        for (let number = 0; number < cases; number++) {
          const caseSeed = seed + 1_000_003 * index + number;
          await check(
            harness,
            createRandom(caseSeed),
            caseSeed,
            moods[number % moods.length] ?? { kinds: [], rate: 0, name: "" },
          );
        }
      },
      TIMEOUT_MS,
    );
  }
});

async function check(harness: Harness, random: Random, caseSeed: number, mood: (typeof moods)[number]): Promise<void> {
  const operation = validOperation(harness, random);
  const faults = mood.rate === 0 ? noFaults : seededFaults(caseSeed, mood.rate, mood.kinds, harness.required);
  const situation: Situation = { worldSeed: caseSeed, faults };
  const exact = !mood.kinds.includes("missing");
  const wrong = await complaint(harness, operation, situation, exact);
  if (wrong === undefined) return;
  const document = await shrink(operation.document, async (smaller) => {
    if (validate(harness.apiSchema, parse(smaller)).length > 0) return false;
    const smallerWrong = await complaint(harness, { ...operation, document: smaller }, situation, exact);
    return smallerWrong?.kind === wrong.kind;
  });
  const smallest = await complaint(harness, { ...operation, document }, situation, exact);
  expect.fail(
    `${harness.domain.name}, ${mood.name}, case seed ${caseSeed}: ${(smallest ?? wrong).kind}\n${document}\n` +
      `variables ${JSON.stringify(operation.variables)}\n${(smallest ?? wrong).detail}`,
  );
}

function validOperation(harness: Harness, random: Random): GeneratedOperation {
  const options = { schema: harness.apiSchema, random, tempting: [...harness.required], ids: ["1", "2", "3", "none"] };
  for (;;) {
    const operation = generateOperation(options);
    if (validate(harness.apiSchema, parse(operation.document)).length === 0) return operation;
  }
}

interface Complaint {
  readonly kind: string;
  readonly detail: string;
}

async function complaint(
  harness: Harness,
  operation: GeneratedOperation,
  situation: Situation,
  exact: boolean,
): Promise<Complaint | undefined> {
  const ours = await harness.ours(operation, situation);
  // Mutations that are refused, since they cannot be said to the planner without running something twice.
  if (ours.errors.some(({ message }) => message.includes("under several conditions"))) return undefined;
  const whole = await harness.whole(operation, situation);
  // With contexts, conditions are not planned but left to the response: what is not wanted may have failed as well.
  const unwanted = harness.domain.stockRefuses === true && /@(skip|include)/.test(operation.document);
  if (unwanted && situation.faults !== noFaults) return undefined;
  const wrong = compare("the single schema", ours, whole, exact);
  if (wrong !== undefined || !exact || harness.stock === undefined) return wrong;
  const stock = await harness
    .stock(operation, situation)
    .catch((error: unknown) => ({ data: String(error), errors: [] }));
  // Stock keeps another order of fields where fragments meet.
  if (isDeepStrictEqual(stock.data, ours.data)) return undefined;
  return stockIsWrong(harness, operation) ? undefined : compare("stock", ours, stock, false);
}

function compare(other: string, ours: Outcome, theirs: Outcome, withErrors: boolean): Complaint | undefined {
  const detail = `ours:  ${JSON.stringify(ours)}\nother: ${JSON.stringify(theirs)}`;
  if (JSON.stringify(ours.data) !== JSON.stringify(theirs.data)) return { kind: `other data than ${other}`, detail };
  if (!withErrors) return undefined;
  const explained = explainedNulls(ours);
  const unexplained = [...explainedNulls(theirs).keys()].filter((path) => !explained.has(path));
  if (unexplained.length > 0) return { kind: `no error for the null at ${unexplained.join(" ")}`, detail };
  return explained.has("undefined") ? { kind: "an error where there is no null", detail } : undefined;
}
