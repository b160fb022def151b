import { responseNames } from "@threefold/federation/planner";
import type { GeneratedOperation } from "@threefold/random-operations";
import { parse, print } from "graphql";
import type { Harness } from "./harness.ts";

/**
 * Why the stock gateway may answer otherwise than the single schema, and so than we do. Each has a test of its own
 * beside the executor's. Whatever differs without one of these is a fault of ours.
 */
export function stockIsWrong(harness: Harness, { document }: GeneratedOperation): boolean {
  return (
    usesNamesOfThePlan(harness, document) ||
    usesRequiredWithArguments(harness, document) ||
    asksTypesOfInterfaceObjects(harness, document) ||
    requiresUnderCondition(harness, document) ||
    runsMutationsTwice(document) ||
    comesBackByWrongKey(harness)
  );
}

/** Stock drops a whole fetch of an entity when what one of its fields requires was not asked for, since it was not wanted. */
const requiresUnderCondition = ({ sdl }: Harness, document: string): boolean =>
  sdl.includes("requires: ") && /@(skip|include)/.test(document);

/** Stock runs a mutation's field twice that is asked for twice, once under a condition. */
const runsMutationsTwice = (document: string): boolean =>
  /^mutation/.test(document) && /@(skip|include)/.test(document);

/** Stock goes back to a subgraph, for a field that requires something, by a key that the subgraph does not resolve. */
const comesBackByWrongKey = ({ sdl }: Harness): boolean =>
  sdl.includes("resolvable: false") && sdl.includes("requires: ");

/** Stock lets the name of an interface, from a subgraph that has it as an object, replace the name of the object's type. */
const asksTypesOfInterfaceObjects = ({ sdl }: Harness, document: string): boolean =>
  sdl.includes("isInterfaceObject: true") && /\bon \w|__typename/.test(document);

/** A client asks for a field that some `@requires` asks for with arguments: stock fetches one of them only. */
function usesRequiredWithArguments({ sdl }: Harness, document: string): boolean {
  const required = new Set(Array.from(sdl.matchAll(/requires: "([^"\\]|\\.)*"/g), ([text]) => text));
  const names = [...required].flatMap((text) => Array.from(text.matchAll(/(\w+)\(/g), ([, name = ""]) => name));
  // With several variants, stock mixes them up among the fields that require them, too.
  return names.length > 2 || names.some((name) => new RegExp(`\\b${name}\\b`).test(document));
}

/**
 * A client's alias, or a field with arguments, has the response name of a field that the plan adds for itself.
 * Or: an object all of whose fields are conditional, which stock takes for null when none is wanted.
 */
function usesNamesOfThePlan({ required }: Harness, document: string): boolean {
  const parsed = parse(document);
  return print(responseNames(required).rename(parsed)) !== print(parsed);
}
