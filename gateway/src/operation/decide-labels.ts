import type { PolicyRequest } from "./guards.ts";

/**
 * Says which labels of `@override(label:)` are on, for who asks and what the request brings.
 * @param labels those that the plan of the operation may depend on, but for `percent(…)`, and no others
 */
export type OverrideHook = (
  labels: readonly string[],
  request: PolicyRequest,
) => Iterable<string> | Promise<Iterable<string>>;

/**
 * Decides the labels of an operation for one request.
 * @returns those that are on, in the order of the labels, as `keyOfLabels` writes them: at once unless the hook waits
 */
export type DecideLabels = (labels: readonly string[], request: PolicyRequest) => string | Promise<string>;

/** `percent(5)`, `percent(0.5)`: composition refuses others. */
const PERCENT = /^percent\(([\d.]+)\)$/;

/**
 * Every request throws one die: whoever is within 5 percent is within 50 as well, so that of n such labels there are n + 1
 * sets at most, and each is planned once. (Apollo's router does the same.)
 * @param hook of all other labels; without it these are off
 * @param random from 0 to 1, without 1
 */
export function createDecideLabels(hook: OverrideHook = () => [], random: () => number = Math.random): DecideLabels {
  return (labels, request) => {
    if (labels.length === 0) return "";
    const thrown = random() * 100;
    const within = labels.filter((label) => Number(PERCENT.exec(label)?.[1] ?? 0) > thrown);
    const others = labels.filter((label) => !PERCENT.test(label));
    if (others.length === 0) return keyOfLabels(within);
    const on = (held: Iterable<string>) => {
      const wanted = new Set(held);
      return keyOfLabels(labels.filter((label) => (PERCENT.test(label) ? within.includes(label) : wanted.has(label))));
    };
    const held = hook(others, request);
    return held instanceof Promise ? held.then(on) : on(held);
  };
}

/**
 * Labels as they were decided before.
 * @returns undefined unless all of them were
 */
export function decidedBefore(
  labels: readonly string[],
  before: Readonly<Record<string, boolean>> = {},
): string | undefined {
  if (!labels.every((label) => Object.hasOwn(before, label))) return undefined;
  return keyOfLabels(labels.filter((label) => before[label] === true));
}

/** No label has a space. */
const SEPARATOR = " ";

/** Labels as a part of keys. */
export const keyOfLabels = (labels: readonly string[]): string => labels.join(SEPARATOR);

export const labelsOf = (key: string): readonly string[] => (key === "" ? [] : key.split(SEPARATOR));
