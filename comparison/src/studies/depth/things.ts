/**
 * What a screen could show of an answer: people and products by their names, reviews by what they say. The same for an answer that
 * nests them as for one that lists them.
 */
export function thingsIn(answer: unknown): Set<string> {
  const things = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { displayName, name, rating, title } = value as Readonly<Record<string, unknown>>;
    for (const shown of [displayName, name]) if (typeof shown === "string") things.add(shown);
    if (typeof title === "string") things.add(`${rating} ${title}`);
    for (const inside of Object.values(value)) walk(inside);
  };
  walk(answer);
  return things;
}

/** @throws Error naming the first thing that one answer has and the other has not */
export function assertSameThings(at: string, rest: unknown, graphql: unknown): void {
  const [ours, theirs] = [thingsIn(rest), thingsIn(graphql)];
  const [odd] = ours.symmetricDifference(theirs);
  if (odd !== undefined)
    throw new Error(`${at}, ${JSON.stringify(odd)} is in what ${ours.has(odd) ? "REST" : "GraphQL"} answers alone`);
}
