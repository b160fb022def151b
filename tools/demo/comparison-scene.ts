import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../system/paths.ts";

const RESULTS = "web/src/compare/results.json";
const SCREEN = "order-detail";
const RUNGS: Readonly<Record<string, string>> = {
  R0: "REST, resource by resource",
  R1: "REST, batched and trimmed",
  R3: "REST, an endpoint for the screen",
  G1: "GraphQL, a query for the screen",
};

interface Screen {
  readonly screen: string;
  readonly title: string;
  readonly rungs: readonly Rung[];
}

interface Rung {
  readonly rung: string;
  readonly requests: number;
  readonly chain: number;
  readonly wire: Readonly<Record<string, number>>;
}

/** What one screen costs in both styles, as `npm run compare` measured it last. */
export async function comparisonScene(): Promise<void> {
  const { screens } = JSON.parse(await readFile(join(root, RESULTS), "utf8")) as { screens: readonly Screen[] };
  const screen = screens.find((each) => each.screen === SCREEN);
  if (!screen) throw new Error(`${RESULTS} has no screen ${SCREEN}`);
  console.log(`The same as REST: what the screen ${JSON.stringify(screen.title)} takes, as npm run compare counted it`);
  for (const { rung, requests, chain, wire } of screen.rungs) {
    const name = RUNGS[rung];
    if (name === undefined) continue;
    const bytes = Object.values(wire).reduce((sum, part) => sum + part, 0);
    console.log(
      `  ${name.padEnd(33)} ${count(requests, "request")} ${count(chain, "round trip")} ${bytes.toLocaleString("en").padStart(6)} bytes`,
    );
  }
  console.log("All screens are at /compare/ and in comparison/RESULTS.md.");
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "," : "s,"}`.padEnd(what.length + 4);
