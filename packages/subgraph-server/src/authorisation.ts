import {
  hasScope,
  type Identity,
  isAdmin,
  isPerson,
  isSelf,
  isSeller,
  isService,
  isStaff,
  type Scope,
} from "@threefold/identity";
import { DomainError } from "./errors.ts";

/**
 * Whom a rule lets in: everybody; people (signed in); the owner of the very thing; sellers; staff, which admins are as
 * well; admins; partners whose key has a scope; another service for itself.
 */
export type Grant = "everybody" | "people" | "owner" | "sellers" | "staff" | "admins" | Scope | `service ${string}`;

/** Who may read or write something. docs/authorisation.md is made of all of them, and what enforces them reads them too. */
export interface Rule {
  /** What it is about, in words. */
  readonly thing: string;
  readonly action: "read" | "write";
  /** Where in the graph it holds: `Type.field`, or a type as a whole, however it is reached. */
  readonly guards: readonly string[];
  readonly to: readonly Grant[];
  /** Whose it is, where the owner has a right of their own. */
  readonly owner?: string;
  /**
   * What all others get. `refused`: UNAUTHENTICATED before signing in and FORBIDDEN after. `forbidden`: null with FORBIDDEN,
   * whether there is something to see or not. `hidden`: what they would get if it did not exist.
   */
  readonly otherwise: "refused" | "forbidden" | "hidden";
  /** What they are told, where they are told something. */
  readonly message?: string;
}

export type Rules = Readonly<Record<string, Rule>>;

/**
 * Whether a rule lets somebody in.
 * @param owner the id of the person whose thing it is; left out where that is not known yet, or nobody's
 */
export const allows = (rule: Rule, identity: Identity, owner?: string): boolean =>
  rule.to.some((grant) => holds(grant, identity, owner));

function holds(grant: Grant, identity: Identity, owner: string | undefined): boolean {
  switch (grant) {
    case "everybody":
      return true;
    case "people":
      return isPerson(identity);
    case "owner":
      return owner !== undefined && isSelf(identity, owner);
    case "sellers":
      return isSeller(identity);
    case "staff":
      return isStaff(identity);
    case "admins":
      return isAdmin(identity);
    case "orders:read":
    case "sales:read":
    case "stock:write":
      return identity.kind === "partner" && hasScope(identity, grant);
    default:
      return isService(identity, grant.slice("service ".length));
  }
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN unless the rule lets them in */
export function demand(rule: Rule, identity: Identity, owner?: string): void {
  if (!allows(rule, identity, owner)) throw refusal(rule, identity);
}

/**
 * The person whom a rule lets in, where what is asked for becomes theirs.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN
 */
export function demandPerson(rule: Rule, identity: Identity): string {
  if (isPerson(identity) && allows(rule, identity)) return identity.id;
  throw refusal(rule, identity);
}

/** What somebody is told whom a rule does not let in. */
export function refusal(rule: Rule, identity: Identity): DomainError {
  const message = rule.message ?? "This is not for you.";
  return rule.otherwise === "refused" && identity.kind === "anonymous"
    ? new DomainError("UNAUTHENTICATED", `${message} Sign in first.`)
    : new DomainError("FORBIDDEN", message);
}
