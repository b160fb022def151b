import { isDeepStrictEqual } from "node:util";
import {
  chanceOf,
  createRandom,
  type GeneratedOperation,
  generateOperation,
  shrink,
} from "@threefold/random-operations";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { fragmentsOf } from "../../operation/analyse.ts";
import { withDefer } from "../../operation/defer/index.ts";
import { shapeOf } from "../../operation/limits/index.ts";
import { noFaults, seededFaults } from "../../testing/differential/faults.ts";
import { createHarness, type Harness, type Situation } from "../../testing/differential/harness.ts";
import { domains } from "../../testing/differential/supergraphs/index.ts";
import { onlyOperation } from "../../testing/naive.ts";
import type { PartedResult, PendingPlace } from "./parted.ts";

/** `SEED` repeats a run. `DEFER_CASES` is how many operations there are over all supergraphs. */
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const cases = Math.ceil(Number(process.env["DEFER_CASES"] ?? 130) / domains.length);

const TIMEOUT_MS = 60_000 + 200 * cases;
/** Some generated documents are no valid ones, or too deep. */
const MOST_ATTEMPTS = 50;
/** Over some supergraphs Apollo's planner takes minutes for a few levels more, whether anything is deferred or not. */
const MOST_LEVELS = 4;

describe(`random operations with @defer (SEED=${seed} DEFER_CASES=${cases * domains.length})`, () => {
  for (const [index, domain] of domains.entries()) {
    it(
      `over ${domain.name} answer in parts what they answer as a whole`,
      async () => {
        const harness = createHarness(domain);
        let inParts = 0;
        for (let number = 0; number < cases; number++) {
          const caseSeed = seed + 1_000_003 * index + number;
          const faults =
            number % 3 === 2 ? seededFaults(caseSeed, 0.08, ["null", "error"], harness.required) : noFaults;
          const labels = domain.labels?.filter((label) => chanceOf(label, caseSeed) < 0.5) ?? [];
          inParts += (await check(harness, { worldSeed: caseSeed, faults, labels })) ? 1 : 0;
        }
        expect(inParts).toBeGreaterThan(0);
      },
      TIMEOUT_MS,
    );
  }
});

it("a part adds nothing to an object that the client was shown as null, though it is there when it is fetched again", async () => {
  const domain = domains.find(({ name }) => name === "nullability");
  if (domain === undefined) throw new Error("there is no such supergraph");
  const harness = createHarness(domain);
  // In this world the first request for `loose` fails, and the second does not.
  const worldSeed = 670_795_823;
  const document = 'query Generated { loose { a2_0: tags } ... @defer(label: "L1") { loose { __typename } } }';
  const faults = seededFaults(worldSeed, 0.08, ["null", "error"], harness.required);
  expect(await complaint(harness, { document, variables: {} }, { worldSeed, faults, labels: [] })).toBeUndefined();
});

/** @returns whether there was anything to look at */
async function check(harness: Harness, situation: Situation): Promise<boolean> {
  const operation = deferringOperation(harness, situation.worldSeed);
  if (operation === undefined) return false;
  const wrong = await complaint(harness, operation, situation);
  if (wrong === undefined || wrong === NOT_DEFERRED) return wrong === undefined;
  const schema = withDefer(harness.apiSchema);
  const document = await shrink(operation.document, async (smaller) => {
    if (validate(schema, parse(smaller)).length > 0) return false;
    const smallerWrong = await complaint(harness, { ...operation, document: smaller }, situation);
    return smallerWrong !== undefined && smallerWrong !== NOT_DEFERRED;
  });
  const smallest = await complaint(harness, { ...operation, document }, situation);
  expect.fail(
    `${harness.domain.name}, case seed ${situation.worldSeed}: ${smallest ?? wrong}\n${document}\n` +
      `variables ${JSON.stringify(operation.variables)}`,
  );
}

function deferringOperation({ apiSchema, required }: Harness, caseSeed: number): GeneratedOperation | undefined {
  const schema = withDefer(apiSchema);
  const random = createRandom(caseSeed);
  const habits = { defers: 0.6, repeats: 0.4 };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    // What is deferred in a mutation is read later: it may be something else by then.
    const options = { queriesOnly: true, tempting: [...required], ids: ["1", "2", "none"] };
    const operation = generateOperation({ schema, random, habits, ...options });
    const document = parse(operation.document);
    const isDeferring = operation.document.includes("@defer") && validate(schema, document).length === 0;
    if (isDeferring && shapeOf(onlyOperation(document), fragmentsOf(document)).depth <= MOST_LEVELS) return operation;
  }
  return undefined;
}

const NOT_DEFERRED = "nothing is deferred";

async function complaint(
  harness: Harness,
  operation: GeneratedOperation,
  situation: Situation,
): Promise<string | undefined> {
  const whole = await harness.ours(operation, situation);
  const strict = situation.faults === noFaults && whole.errors.length === 0;
  const run = await harness.inParts(operation, situation);
  if (run === undefined) return NOT_DEFERRED;
  for (const repeats of [false, true]) {
    const put = await putTogether(await run(repeats), { shallow: !repeats, strict });
    const same = strict ? isDeepStrictEqual(put.data, whole.data) : isCompatible(put.data, whole.data);
    const detail = () =>
      `\nin parts${repeats ? ", repeating" : ""}: ${JSON.stringify(put.data)}\nas a whole: ${JSON.stringify(whole.data)}\n` +
      put.told.join("\n");
    if (put.problem !== undefined) return put.problem + detail();
    if (!same) return `other data${detail()}`;
    if (whole.errors.length === 0 && put.errors > 0) return `errors that the whole does not have${detail()}`;
  }
  return undefined;
}

interface Put {
  readonly data: unknown;
  readonly errors: number;
  readonly problem: string | undefined;
  readonly told: readonly string[];
}

/** What a client has in the end. One that merges shallowly gets nothing twice, and nothing that it has no place for. */
async function putTogether(
  { first, pending, steps }: PartedResult,
  { shallow, strict }: { readonly shallow: boolean; readonly strict: boolean },
): Promise<Put> {
  const { data, errors = [] } = JSON.parse(first.text);
  const told = [first.text];
  let count = errors.length;
  let problem: string | undefined;
  const open = new Map(pending.map((place) => [place.id, place]));
  for await (const step of steps) {
    told.push(JSON.stringify(step));
    for (const place of step.completed) {
      if (!open.delete(place.id)) problem ??= `the place ${place.id} was not pending`;
      problem ??= missing(data, place);
      count += place.errors.length;
      if (place.records === undefined && place.errors.length === 0) problem ??= "a part that failed without an error";
      for (const record of place.records ?? []) {
        const target = at(data, record.path);
        if (target === undefined) problem ??= `nothing is at ${record.path.join(".")}`;
        else if (shallow) {
          const added = JSON.parse(record.data);
          if (strict && Object.keys(added).some((key) => Object.hasOwn(target, key))) problem ??= "a field twice";
          merge(target, added);
        } else merge(target, JSON.parse(record.data));
      }
    }
    for (const place of step.pending) open.set(place.id, place);
    for (const place of step.pending) problem ??= missing(data, place);
    if (step.hasNext !== open.size > 0) problem ??= "hasNext is wrong";
  }
  if (open.size > 0) problem ??= "something is pending for ever";
  return { data, errors: count, problem, told };
}

const missing = (data: unknown, { path }: PendingPlace): string | undefined =>
  at(data, path) === undefined ? `nothing is at the place ${path.join(".")}` : undefined;

type Container = Record<string | number, unknown>;

function at(data: unknown, path: readonly (string | number)[]): Container | undefined {
  let value: unknown = data;
  for (const key of path) value = isContainer(value) ? value[key] : undefined;
  return isContainer(value) ? value : undefined;
}

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

function merge(target: Container, source: Container): void {
  for (const [key, value] of Object.entries(source)) {
    const there = target[key];
    if (isContainer(there) && isContainer(value)) merge(there, value);
    else target[key] = value;
  }
}

/** In parts, a null goes no further than its part. And what came to nothing is missing. */
function isCompatible(parted: unknown, whole: unknown): boolean {
  if (whole === null || parted === null || parted === undefined) return true;
  if (!isContainer(parted) || !isContainer(whole)) return parted === whole;
  return Object.keys(parted).every((key) => Object.hasOwn(whole, key) && isCompatible(parted[key], whole[key]));
}
