import { assertNoArguments } from "./system/no-arguments.ts";
import { runVitest } from "./system/vitest.ts";

const { CASES = "20000", DEFER_CASES = "2600", TYPENAME_CASES = "5000", OWN_CASES = "500" } = process.env;
const WHOLE = "gateway/src/execution/differential.test.ts";
const IN_PARTS = "gateway/src/execution/incremental/incremental.test.ts";
const OWN_GRAPH = "e2e/monolith/differential.test.ts";

/**
 * `npm run test:differential`: the gateway's engine against its oracles, over 5,000 operations that ask for types by other
 * names, which the stock gateway answers with objects that lack fields; over 20,000 of all kinds, those over our own three
 * schemas among them; in parts against itself as a whole, over 2,600 that defer fragments; and over our own three
 * subgraphs, running, against one process on the same databases, over 500 queries of each of four people. None of them has
 * anybody seen before.
 */
const runs = [
  { tests: [WHOLE], env: { CASES: TYPENAME_CASES, MOOD: "types are asked by other names" } },
  { tests: [WHOLE, IN_PARTS], env: { CASES, DEFER_CASES } },
  { tests: [OWN_GRAPH], env: { CASES: OWN_CASES } },
];
if (takesNothing()) {
  for (const { tests, env } of runs) {
    const code = await runVitest(tests, env);
    process.exitCode ||= code;
    if (code > 128) break;
  }
}

/** How many cases there are is said by variables alone: an option that did nothing would be believed. */
function takesNothing(): boolean {
  try {
    assertNoArguments(
      `npm run test:differential holds the gateway's engine to its oracles over operations that nobody has seen before.`,
    );
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`test:differential: ${reason}; CASES and other variables say how much is run\n`);
    process.exitCode = 2;
    return false;
  }
}
