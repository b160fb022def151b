import type { OwnRequest } from "./configuration.ts";
import { fill, find } from "./template.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Sends a screen's REST requests, each as soon as what it names is there.
 * @returns the answers by name; a list where a request was sent for each
 * @throws Error naming the request
 */
export async function askRest(requests: readonly OwnRequest[], variables: Values, get: GetResource): Promise<Values> {
  const asked = new Map<string, Asked>();
  for (const request of requests) {
    const needed = [...asked].filter(([name]) => names(request, name));
    const depth = 1 + Math.max(0, ...needed.map(([, each]) => each.depth));
    asked.set(request.as, { depth, answer: answerOf(request, variables, needed, (path) => get(path, depth)) });
  }
  const answers = [...asked].map(([name, { answer }]) => [name, answer] as const);
  // All are waited for, so that none is under way when another has failed.
  const settled = await Promise.allSettled(answers.map(([, answer]) => answer));
  for (const each of settled) if (each.status === "rejected") throw each.reason;
  return Object.fromEntries(await Promise.all(answers.map(async ([name, answer]) => [name, await answer])));
}

/** @param depth how many requests it is in a row with, itself among them */
export type GetResource = (path: string, depth: number) => Promise<unknown>;

interface Asked {
  readonly depth: number;
  readonly answer: Promise<unknown>;
}

const names = ({ get: path, each }: OwnRequest, answer: string): boolean =>
  new RegExp(`\\{${answer}[.}]`).test(`${path} ${each === undefined ? "" : `{${each}}`}`);

async function answerOf(
  { get: path, each, as }: OwnRequest,
  variables: Values,
  needed: readonly (readonly [string, Asked])[],
  get: (path: string) => Promise<unknown>,
): Promise<unknown> {
  const values: Record<string, unknown> = { ...variables };
  for (const [name, { answer }] of needed) values[name] = await answer;
  try {
    if (each === undefined) return await get(fill(path, values));
    return await Promise.all(find(each, values).map((value) => get(fill(path, { ...values, each: value }))));
  } catch (error) {
    throw new Error(`${as}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
