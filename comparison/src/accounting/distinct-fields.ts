import type { Classify } from "./ledger.ts";
import { fieldOf, leavesOf } from "./track.ts";

/** An answer's body, where it stands among those that a screen is drawn from. */
export interface Placed {
  readonly keys: readonly string[];
  /** What was asked, with or without its host. */
  readonly url: string;
}

export interface Fields {
  readonly received: number;
  /** Of those, the ones that the screen shows: not ids by which a client only puts things together. */
  readonly used: number;
}

/**
 * Distinct leaves with list places folded, as Brito et al. 2019 count fields. The same way in the answers of two endpoints is two
 * fields; in two answers of one endpoint it is one, whichever thing was asked for.
 * @param classify what a leaf of the bodies is for
 */
export function distinctFields(bodies: readonly unknown[], answers: readonly Placed[], classify: Classify): Fields {
  const received = new Set<string>();
  const used = new Set<string>();
  for (const { keys, url } of answers) {
    const endpoint = endpointOf(url);
    const body = keys.reduce(inside, bodies as unknown);
    for (const leaf of leavesOf(body)) {
      // A list with nothing in it has the fields that its neighbours have.
      if (isContainer(leaf.reduce(inside, body))) continue;
      const field = `${endpoint} ${fieldOf(body, leaf)}`;
      received.add(field);
      if (SHOWN.has(classify([...keys, ...leaf]))) used.add(field);
    }
  }
  return { received: received.size, used: used.size };
}

const isContainer = (value: unknown): boolean => typeof value === "object" && value !== null;

const SHOWN: ReadonlySet<string> = new Set(["used", "duplicate"]);

const inside = (value: unknown, key: string): unknown => Object(value)[key];

/** A request's path without its query, and without what has a digit in it: ids do, and names of resources do not. */
const endpointOf = (url: string): string =>
  new URL(url, "http://here").pathname
    .split("/")
    .map((part) => (/\d/.test(part) ? "{id}" : part))
    .join("/");
