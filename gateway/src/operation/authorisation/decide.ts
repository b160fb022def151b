import type { Alternatives, Requirement } from "@threefold/federation/authorisation";

/** Who asks, as far as the supergraph's directives know. */
export interface Claims {
  readonly isAuthenticated: boolean;
  readonly scopes: ReadonlySet<string>;
}

/**
 * Says which policies hold, for who asks and what the request brings.
 * @param policies the names in the `@policy` of what the operation selects, and no others
 * @returns the names of those that hold; what it does not name does not hold
 */
export type PolicyHook<Request> = (policies: readonly string[], request: Request) => Promise<Iterable<string>>;

/** Whether a requirement is met. */
export function isMet(requirement: Requirement, claims: Claims, policies: ReadonlySet<string>): boolean {
  switch (requirement.kind) {
    case "authenticated":
      return claims.isAuthenticated;
    case "scopes":
      return holds(requirement.anyOf, claims.scopes);
    case "policies":
      return holds(requirement.anyOf, policies);
  }
}

const holds = (anyOf: Alternatives, given: ReadonlySet<string>): boolean =>
  anyOf.some((group) => group.every((name) => given.has(name)));
