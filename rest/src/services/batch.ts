import type { Asking } from "./asking.ts";
import type { ServiceClient } from "./client.ts";
import { read } from "./read.ts";

/** Ids that a service takes at once. */
const AT_ONCE = 100;

/**
 * Reads things by their ids, in as few requests as the service takes.
 * @param pathOf gives the path for some ids
 */
export async function readMany<Item>(
  client: ServiceClient,
  ids: Iterable<string>,
  pathOf: (ids: string) => string,
  asking: Asking,
): Promise<Item[]> {
  const all = [...new Set(ids)];
  const chunks = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, index) =>
    all.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  const answers = await Promise.all(
    chunks.map((chunk) => read<{ data: Item[] }>(client, pathOf(chunk.join(",")), asking)),
  );
  return answers.flatMap((answer) => answer?.body.data ?? []);
}
