import { createRequire } from "node:module";
import { createPlanner } from "@threefold/federation/planner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wideOperation, wideSupergraph } from "../testing/wide.ts";
import { prepare } from "./prepare.ts";
import { operationSchema } from "./schema.ts";

const { cache } = createRequire(import.meta.url);
/** Whether Apollo's planner, a CommonJS module, was loaded by this thread. */
const isPlannerLoaded = () => Object.keys(cache).some((file) => file.includes("/@apollo/query-planner/"));

/** How often the event loop goes round until something is done: how often other requests may have their turn. */
async function turnsUntil(done: () => unknown): Promise<number> {
  let [turns, isDone] = [0, false];
  const turn = () => {
    if (isDone) return;
    turns += 1;
    setImmediate(turn);
  };
  setImmediate(turn);
  await done();
  isDone = true;
  return turns;
}

describe("while an operation of many fetches is planned", () => {
  const supergraph = wideSupergraph(40);
  const planner = createPlanner(supergraph.sdl);
  // Its thread, and the planner in it, are there before anything is measured.
  beforeAll(() => planner.plan("{ __typename }"));
  afterAll(() => planner.close());

  it("the thread that answers requests goes on with others, and holds no planner", async () => {
    const schema = operationSchema(supergraph, planner);
    const document = wideOperation("Wide", 30);
    const turns = await turnsUntil(async () => {
      const preparation = await prepare(document, undefined, schema);
      expect(preparation).toMatchObject({ ok: true });
    });
    expect(turns).toBeGreaterThan(20);
    expect(isPlannerLoaded()).toBe(false);
  });

  it("it would not, if that thread planned", async () => {
    const { apolloPlanner } = await import("@threefold/federation/planner/apollo");
    expect(isPlannerLoaded()).toBe(true);
    const plan = apolloPlanner(supergraph.sdl);
    expect(await turnsUntil(() => plan(wideOperation("Wide", 30)))).toBeLessThanOrEqual(1);
  });
});
