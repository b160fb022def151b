import { type ConstDirectiveNode, type ConstValueNode, Kind } from "graphql";
import type { Links } from "../link.ts";

/** One thing that must be true of who asks. */
export type Requirement =
  | { readonly kind: "authenticated" }
  /** All scopes of one of the groups. */
  | { readonly kind: "scopes"; readonly anyOf: Alternatives }
  /** All policies of one of the groups hold. */
  | { readonly kind: "policies"; readonly anyOf: Alternatives };

/** Groups of which one is enough; of a group, all are needed. */
export type Alternatives = readonly (readonly string[])[];

/** Reads `@authenticated`, `@requiresScopes` and `@policy` from what carries them. */
export type ReadRequirements = (directives: readonly ConstDirectiveNode[] | undefined) => readonly Requirement[];

const SPECS = "https://specs.apollo.dev";

/** A reader that knows the directives by the names that `@link` gives them (CVE-2025-64347). */
export function requirementReader(links: Links): ReadRequirements {
  const authenticated = links.namesOf(`${SPECS}/authenticated`, "authenticated");
  const scopes = links.namesOf(`${SPECS}/requiresScopes`, "requiresScopes");
  const policies = links.namesOf(`${SPECS}/policy`, "policy");
  return (directives = []) =>
    directives.flatMap((directive): Requirement[] => {
      const name = directive.name.value;
      if (authenticated.has(name)) return [{ kind: "authenticated" }];
      if (scopes.has(name)) return [{ kind: "scopes", anyOf: alternatives(directive) }];
      if (policies.has(name)) return [{ kind: "policies", anyOf: alternatives(directive) }];
      return [];
    });
}

const alternatives = ({ arguments: [given] = [] }: ConstDirectiveNode): Alternatives =>
  items(given?.value).map((group) => items(group).flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])));

/** A list, or one item where GraphQL takes it for a list of one. */
const items = (value: ConstValueNode | undefined): readonly ConstValueNode[] =>
  value === undefined ? [] : value.kind === Kind.LIST ? value.values : [value];

/** As many combinations as are looked at before a requirement counts as one that nothing implies. */
const MAX_COMBINATIONS = 1_000;

/** Whether all of the given requirements together are never met without this one being met. */
export function implied(requirement: Requirement, given: readonly Requirement[]): boolean {
  if (requirement.kind === "authenticated") return given.some(({ kind }) => kind === "authenticated");
  let combined: Alternatives = [[]];
  for (const other of given) {
    if (other.kind !== requirement.kind) continue;
    combined = combined.flatMap((group) => other.anyOf.map((more) => [...new Set([...group, ...more])]));
    if (combined.length > MAX_COMBINATIONS) return false;
  }
  return combined.every((group) => requirement.anyOf.some((wanted) => wanted.every((item) => group.includes(item))));
}
