/** What a person may do here, from least to most. */
export const ROLES = ["CUSTOMER", "SELLER", "STAFF", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

/** What a partner's key may be made for, as OAuth writes it. What everybody may see needs none. */
export const SCOPES = ["orders:read", "sales:read", "stock:write"] as const;
export type Scope = (typeof SCOPES)[number];

/** Somebody who signed in. */
export interface Person {
  readonly kind: "person";
  readonly id: string;
  readonly role: Role;
  /** The sign-in that the token came from, so that it can be ended. */
  readonly session?: string | undefined;
  readonly scopes: readonly string[];
}

/** A machine client with an API key. */
export interface Partner {
  readonly kind: "partner";
  /** The id of its key, never the key. */
  readonly id: string;
  readonly scopes: readonly string[];
}

/** Another process of this system, acting for itself. */
export interface Service {
  readonly kind: "service";
  readonly name: string;
}

export interface Anonymous {
  readonly kind: "anonymous";
}

/** Who is asking. Every rule about who may see what is a function of this and of the thing asked for. */
export type Identity = Anonymous | Person | Partner | Service;

export const ANONYMOUS: Anonymous = Object.freeze({ kind: "anonymous" });

export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

export const isPerson = (identity: Identity): identity is Person => identity.kind === "person";

/** Whether this person is asking. */
export const isSelf = (identity: Identity, userId: string): boolean => isPerson(identity) && identity.id === userId;

/** Whether somebody who serves customers is asking: staff or an admin. */
export const isStaff = (identity: Identity): boolean =>
  isPerson(identity) && (identity.role === "STAFF" || identity.role === "ADMIN");

/** Whether somebody who runs the place is asking. */
export const isAdmin = (identity: Identity): boolean => isPerson(identity) && identity.role === "ADMIN";

/** Whether somebody who lists products of their own is asking. */
export const isSeller = (identity: Identity): boolean => isPerson(identity) && identity.role === "SELLER";

/** Whether the named process is asking for itself. */
export const isService = (identity: Identity, name: string): boolean =>
  identity.kind === "service" && identity.name === name;

/** Whether whoever asks was given a scope, for example `orders:read`. Anonymous people and services have none. */
export const hasScope = (identity: Identity, scope: Scope): boolean =>
  (identity.kind === "person" || identity.kind === "partner") && identity.scopes.includes(scope);
