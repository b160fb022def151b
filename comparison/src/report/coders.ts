import type { Golden } from "./golden.ts";

/** What codes bodies here: Node brings it along, for the services too. */
export const codersHere = (): Record<string, string> =>
  Object.fromEntries(["zlib", "brotli", "zstd"].map((name) => [name, process.versions[name] ?? "not there"]));

/** Says that coded sizes may differ since bodies are coded by something else; undefined where they are not, or nobody knows. */
export function otherCoders({ coders = {} }: Pick<Golden, "coders">, here = codersHere()): string | undefined {
  const changed = Object.entries(coders).flatMap(([name, was]) =>
    here[name] === was ? [] : [`${name} is ${here[name]} instead of ${was}`],
  );
  return changed.length === 0
    ? undefined
    : `Bodies are coded by another Node than then, by which sizes in gzip, br and zstd may differ: ${changed.join(", ")}.`;
}
