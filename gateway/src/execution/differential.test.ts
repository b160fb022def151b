import { isDeepStrictEqual } from "node:util";
import {
  chanceOf,
  createRandom,
  type GeneratedOperation,
  generateOperation,
  type Outcome,
  type Random,
  shrink,
} from "@threefold/random-operations";
import { parse, validate } from "graphql";
import { afterAll, describe, expect, it } from "vitest";
import { noFaults, seededFaults } from "../testing/differential/faults.ts";
import { createHarness, type Harness, type Run, type Situation } from "../testing/differential/harness.ts";
import { isFor, type Mood, moods, type Oracle } from "../testing/differential/moods.ts";
import { rustPlanner } from "../testing/differential/rust-planner.ts";
import { otherErrors, otherErrorsThanStock } from "../testing/differential/same-errors.ts";
import { hasSeveralMutations } from "../testing/differential/several-mutations.ts";
import { mixesUpArguments, showsUntyped, withoutStockFaults } from "../testing/differential/stock-faults.ts";
import { domains } from "../testing/differential/supergraphs/index.ts";

/**
 * `SEED` repeats a run; unless given, it is one that nobody has seen. `CASES` is how many operations there are over all
 * supergraphs. `MOOD` is one kind of case, for those supergraphs that it is about; all unless given.
 */
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const { MOOD } = process.env;
const wanted = moods.filter(({ name }) => MOOD === undefined || name === MOOD);
const over = domains.filter((domain) => wanted.some((mood) => isFor(mood, domain)));
const cases = Math.ceil(Number(process.env["CASES"] ?? 1000) / over.length);

/** Room for many cases: a failing one takes a while to be made small. */
const TIMEOUT_MS = 60_000 + 200 * cases;

/** What the Rust planner was asked to plan, and how much of it it could not. */
const rust = { asked: 0, refused: 0 };
/** An oracle that refuses more than this share has little to say. Of few operations, one more may be refused. */
const MOST_REFUSED = 0.05;

afterAll(() => {
  process.stdout.write(`the Rust planner refused ${rust.refused} of ${rust.asked} operations that both were to plan\n`);
});

describe(`random operations (SEED=${seed} CASES=${cases * over.length})`, () => {
  for (const [index, domain] of over.entries()) {
    it(
      `get over ${domain.name} what a single schema and the stock gateway answer`,
      async () => {
        const harness = createHarness(domain);
        await using planner = domain.rustIsWrong === undefined ? rustPlanner(harness.sdl) : undefined;
        const oracles = { harness, byRust: planner && harness.oursWith(planner) };
        const fitting = wanted.filter((mood) => isFor(mood, domain));
        for (let number = 0; number < cases; number++) {
          const caseSeed = seed + 1_000_003 * index + number;
          const mood = fitting[number % fitting.length];
          if (mood !== undefined) await check(oracles, createRandom(caseSeed), caseSeed, mood);
        }
      },
      TIMEOUT_MS,
    );
  }

  it("are planned by the Rust planner too, but for a few", () => {
    expect(rust.refused).toBeLessThanOrEqual(1 + rust.asked * MOST_REFUSED);
  });
});

async function check(oracles: Oracles, random: Random, caseSeed: number, mood: Mood): Promise<void> {
  const { harness } = oracles;
  // What contexts hold is told to no oracle but the stock gateway, which refuses them.
  if (mood.atRequired && harness.stock === undefined) return;
  const operation = validOperation(harness, random, mood);
  const spared = mood.atRequired ? new Set<string>() : harness.required;
  const faults = mood.rate === 0 ? noFaults : seededFaults(caseSeed, mood.rate, mood.kinds, spared);
  const labels = harness.domain.labels?.filter((label) => chanceOf(label, caseSeed) < 0.5) ?? [];
  const situation: Situation = { worldSeed: caseSeed, faults, labels };
  const wrong = await complaint(oracles, operation, situation, mood.oracle);
  if (wrong === undefined) return;
  const document = await shrink(operation.document, async (smaller) => {
    if (validate(harness.apiSchema, parse(smaller)).length > 0) return false;
    const smallerWrong = await complaint(oracles, { ...operation, document: smaller }, situation, mood.oracle);
    return smallerWrong?.kind === wrong.kind;
  });
  const smallest = await complaint(oracles, { ...operation, document }, situation, mood.oracle);
  expect.fail(
    `${harness.domain.name}, ${mood.name}, case seed ${caseSeed}: ${(smallest ?? wrong).kind}\n${document}\n` +
      `variables ${JSON.stringify(operation.variables)}\n${(smallest ?? wrong).detail}`,
  );
}

function validOperation(harness: Harness, random: Random, { habits }: Mood): GeneratedOperation {
  const { apiSchema: schema, required } = harness;
  const ids = ["1", "2", "3", "none"];
  const options = { schema, random, habits, tempting: [...required], ids, maxDepth: harness.domain.maxDepth };
  for (;;) {
    const operation = generateOperation(options);
    if (validate(schema, parse(operation.document)).length === 0) return operation;
  }
}

interface Oracles {
  readonly harness: Harness;
  readonly byRust: Run | undefined;
}

/** One operation that ours has answered, to be held against others' answers. */
interface Trial {
  readonly harness: Harness;
  readonly operation: GeneratedOperation;
  readonly situation: Situation;
  readonly ours: Outcome;
  readonly oracle: Oracle;
}

interface Complaint {
  readonly kind: string;
  readonly detail: string;
}

async function complaint(
  { harness, byRust }: Oracles,
  operation: GeneratedOperation,
  situation: Situation,
  wanted: Oracle,
): Promise<Complaint | undefined> {
  const ours = await harness.ours(operation, situation);
  // With contexts, conditions are not planned but left to the response: what is not wanted may fail as well, and be of a type
  // that forbids null, so that its subgraph answers null for what is wanted.
  const unplanned = harness.domain.stockRefuses === true && /@(skip|include)/.test(operation.document);
  const oracle = unplanned && situation.faults !== noFaults ? "bound" : wanted;
  const trial = { harness, operation, situation, ours, oracle };
  return (
    (await againstWhole(trial)) ??
    (oracle === "data" ? undefined : await againstStock(trial)) ??
    (oracle === "bound" || byRust === undefined ? undefined : await againstRust(trial, byRust))
  );
}

/**
 * By the plans of another planner, what they depend on being there: by other keys, other parts of what fails are lost. It
 * has Apollo's faults with conditions and names, and cannot plan everything. What stands below a mutation it reads after
 * the mutations that follow.
 */
async function againstRust(
  { harness, operation, situation, ours }: Trial,
  byRust: Run,
): Promise<Complaint | undefined> {
  if (hasSeveralMutations(operation)) return undefined;
  const theirs = await byRust(operation, situation);
  rust.asked += 1;
  if (isNotPlanned(theirs)) rust.refused += 1;
  if (isDeepStrictEqual(theirs.data, ours.data) || mixesUpArguments(harness, operation)) return undefined;
  const easier = withoutStockFaults(harness, operation);
  const oursOfEasier = await harness.ours(easier, situation);
  const again = await byRust(easier, situation);
  if (isDeepStrictEqual(again.data, oursOfEasier.data) || isNotPlanned(again)) return undefined;
  const detail = `${detailOf(ours, theirs)}\nwithout known faults: ${easier.document}\n${detailOf(oursOfEasier, again)}`;
  return { kind: "other data than by the Rust planner's plans", detail };
}

const isNotPlanned = ({ errors }: Outcome): boolean =>
  errors.some(({ extensions }) => extensions?.["code"] === "PLANNING_FAILED");

async function againstWhole(trial: Trial): Promise<Complaint | undefined> {
  const { harness, operation, situation, ours, oracle } = trial;
  const whole = await harness.whole(operation, situation);
  const detail = detailOf(ours, whole);
  if (oracle === "bound") {
    return isWithin(ours.data, whole.data)
      ? undefined
      : { kind: "something that the single schema does not show", detail };
  }
  if (JSON.stringify(ours.data) !== JSON.stringify(whole.data)) {
    return { kind: "other data than the single schema", detail };
  }
  if (oracle !== "exact" || (ours.errors.length === 0 && whole.errors.length === 0)) return undefined;
  const kind = otherErrors(ours, whole, await harness.forgiving(operation, situation));
  return kind === undefined ? undefined : { kind: `${kind}, other than the single schema`, detail };
}

/** Whether data is other data with some of its values null. */
function isWithin(data: unknown, other: unknown): boolean {
  if (data === null) return true;
  if (typeof data !== "object" || typeof other !== "object" || other === null) return data === other;
  const keys = Object.keys(data);
  return (
    isDeepStrictEqual(keys, Object.keys(other)) &&
    keys.every((key) => isWithin(data[key as keyof typeof data], other[key as keyof typeof other]))
  );
}

/** Stock believes what subgraphs say, and so is no oracle where answers are malformed. */
async function againstStock(trial: Trial): Promise<Complaint | undefined> {
  const { harness, operation, situation, ours, oracle } = trial;
  const { stock, curedStock } = harness;
  if (stock === undefined || curedStock === undefined) return undefined;
  const theirs = await outcomeOf(stock(operation, situation));
  if (agrees(ours, theirs, oracle) || mixesUpArguments(harness, operation)) return undefined;
  const easier = withoutStockFaults(harness, operation);
  const oursOfEasier = await harness.ours(easier, situation);
  const cured = await outcomeOf(curedStock(easier, situation));
  if (agrees(oursOfEasier, cured, oracle)) return undefined;
  // Where what plans depend on is lost, ours may save more of the rest: what it shows is held to the single schema.
  if (oracle === "bound" && isWithin(cured.data, oursOfEasier.data)) return undefined;
  if (showsUntyped(harness) && isWithin(oursOfEasier.data, cured.data)) return undefined;
  const detail = `${detailOf(ours, theirs)}\nwithout known faults: ${easier.document}\n${detailOf(oursOfEasier, cured)}`;
  const sameData = isDeepStrictEqual(cured.data, oursOfEasier.data);
  return { kind: sameData ? "other errors than stock" : "other data than stock", detail };
}

/** Stock keeps another order of fields where fragments meet. */
const agrees = (ours: Outcome, stock: Outcome, oracle: Oracle): boolean =>
  isDeepStrictEqual(ours.data, stock.data) && (oracle !== "exact" || otherErrorsThanStock(ours, stock) === undefined);

const outcomeOf = (running: Promise<Outcome>): Promise<Outcome> =>
  running.catch((error: unknown) => ({ data: String(error), errors: [] }));

const detailOf = (ours: Outcome, other: Outcome): string =>
  `ours:  ${JSON.stringify(ours)}\nother: ${JSON.stringify(other)}`;
