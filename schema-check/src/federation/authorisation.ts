import { implied, type Requirement, readAuthorisation } from "@threefold/federation/authorisation";
import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from "graphql";
import type { Composed } from "../composition/composed.ts";
import { codeOf } from "./changes.ts";
import type { FederationFinding } from "./compare.ts";

/** The directives that say who gets what. */
export const AUTHORISATION = ["authenticated", "requiresScopes", "policy"] as const;
type Directive = (typeof AUTHORISATION)[number];

const KINDS: Readonly<Record<Directive, Requirement["kind"]>> = {
  authenticated: "authenticated",
  requiresScopes: "scopes",
  policy: "policies",
};

/** A field that is there on both sides, and of which others demand more, or less, of who asks. */
interface Effect {
  readonly directive: Directive;
  readonly coordinate: string;
  readonly before: readonly Requirement[];
  readonly after: readonly Requirement[];
  /** Somebody who got it no longer does. */
  readonly stricter: boolean;
  /** Somebody who did not get it does. */
  readonly looser: boolean;
}

/**
 * Judges changes of who gets what by what they do to the fields that clients see, as the gateway reads them: a directive on a
 * type is one on its fields, one that another subgraph has as well changes nothing, and what a field `@requires` counts for it.
 * @param written the directives that came, went or changed in the supergraph
 */
export function compareAuthorisation(
  base: Composed,
  head: Composed,
  written: readonly FederationFinding[],
): FederationFinding[] {
  const { apiSchema } = head.supergraph;
  const effects = effectsOf(base, head);
  const explained = new Set<Effect>();
  const judged = written.map((finding): FederationFinding => {
    const these = effects.filter(
      ({ directive, coordinate }) =>
        finding.code.startsWith(codeOf(directive)) && behind(coordinate, apiSchema).has(finding.coordinate ?? ""),
    );
    for (const effect of these) explained.add(effect);
    return { ...finding, severity: severityOf(these) };
  });
  return [...judged, ...effects.filter((effect) => !explained.has(effect)).map(indirect)];
}

const severityOf = (effects: readonly Effect[]): FederationFinding["severity"] => {
  if (effects.some(({ stricter }) => stricter)) return "breaking";
  return effects.length > 0 ? "dangerous" : "safe";
};

function effectsOf(base: Composed, head: Composed): Effect[] {
  const [was, is] = [requirementsOf(base), requirementsOf(head)];
  return fieldsOf(head.supergraph.apiSchema).flatMap(([type, field]) => {
    if (!hasField(base.supergraph.apiSchema, type, field)) return [];
    const [old, now] = [was(type, field), is(type, field)];
    return AUTHORISATION.flatMap((directive): Effect[] => {
      const [before, after] = [old, now].map((all) => all.filter(({ kind }) => kind === KINDS[directive]));
      if (!before || !after) return [];
      const stricter = after.some((requirement) => !implied(requirement, before));
      const looser = before.some((requirement) => !implied(requirement, after));
      if (!stricter && !looser) return [];
      return [{ directive, coordinate: `${type}.${field}`, before, after, stricter, looser }];
    });
  });
}

function requirementsOf({ supergraph }: Composed): (type: string, field: string) => Requirement[] {
  const model = readAuthorisation(supergraph.sdl);
  return (type, field) => model.of(type, field).flatMap((number) => model.requirements[number] ?? []);
}

const fieldsOf = (schema: GraphQLSchema): [string, string][] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__")
      ? Object.keys(type.getFields()).map((field): [string, string] => [type.name, field])
      : [],
  );

function hasField(schema: GraphQLSchema, name: string, field: string): boolean {
  const type = schema.getType(name);
  return (isObjectType(type) || isInterfaceType(type)) && type.getFields()[field] !== undefined;
}

/** Where a directive may stand that counts for a field: there, on its types, and on the same field of interfaces and their types. */
function behind(coordinate: string, schema: GraphQLSchema): ReadonlySet<string> {
  const [name = "", field = ""] = coordinate.split(".");
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) return new Set();
  const related = [type, ...type.getInterfaces(), ...(isInterfaceType(type) ? schema.getPossibleTypes(type) : [])];
  const returned = related.flatMap((each) => {
    const definition = each.getFields()[field];
    const named = definition && getNamedType(definition.type);
    if (!named) return [];
    return isObjectType(named) ? [named.name, ...named.getInterfaces().map((above) => above.name)] : [named.name];
  });
  return new Set([...related.flatMap((each) => [each.name, `${each.name}.${field}`]), ...returned]);
}

/** A field whose own directives are as they were. */
function indirect({ directive, coordinate, before, after, stricter }: Effect): FederationFinding {
  const how = before.length === 0 ? "added" : after.length === 0 ? "removed" : "changed";
  const message = {
    added: `\`${coordinate}\` is now subject to @${directive}`,
    removed: `\`${coordinate}\` is no longer subject to @${directive}`,
    changed: `\`${coordinate}\` is subject to @${directive} with other arguments`,
  }[how];
  return {
    code: `${codeOf(directive)}_${how.toUpperCase()}`,
    severity: stricter ? "breaking" : "dangerous",
    message: `${message} of something that it depends on`,
    coordinate,
    subgraph: undefined,
  };
}
