import type { OwnRequest } from "./configuration.ts";
import { fill, find } from "./template.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Sends a screen's REST requests, each as soon as what it names is there.
 * @returns the answers by name; a list where a request was sent for each
 * @throws Error naming the request
 */
export async function askRest(
  requests: readonly OwnRequest[],
  variables: Values,
  get: (path: string) => Promise<unknown>,
): Promise<Values> {
  const answers = new Map<string, Promise<unknown>>();
  for (const request of requests) {
    const earlier = [...answers];
    answers.set(request.as, answerOf(request, variables, earlier, get));
  }
  // All are waited for, so that none is under way when another has failed.
  const settled = await Promise.allSettled(answers.values());
  for (const each of settled) if (each.status === "rejected") throw each.reason;
  return Object.fromEntries(await Promise.all([...answers].map(async ([name, answer]) => [name, await answer])));
}

async function answerOf(
  { get: path, each, as }: OwnRequest,
  variables: Values,
  earlier: readonly (readonly [string, Promise<unknown>])[],
  get: (path: string) => Promise<unknown>,
): Promise<unknown> {
  const text = `${path} ${each === undefined ? "" : `{${each}}`}`;
  const needed = earlier.filter(([name]) => new RegExp(`\\{${name}[.}]`).test(text));
  const values: Record<string, unknown> = { ...variables };
  for (const [name, answer] of needed) values[name] = await answer;
  try {
    if (each === undefined) return await get(fill(path, values));
    return await Promise.all(find(each, values).map((value) => get(fill(path, { ...values, each: value }))));
  } catch (error) {
    throw new Error(`${as}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
