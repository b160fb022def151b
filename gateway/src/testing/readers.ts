import { type Caller, type IdentityProvider, NO_CLAIMS } from "../identity/identity.ts";

/** An identity provider for tests: whoever sends `authorization: NAME` is that reader, until they are sent away. */
export interface Readers extends IdentityProvider {
  sendAway(name: string): void;
  /** When what a reader shows ends, in milliseconds since 1970. */
  readonly expiries: Map<string, number>;
}

export function createReaders(): Readers {
  const away = new Set<string>();
  const expiries = new Map<string, number>();
  const callerOf = (name: string | undefined): Caller => ({
    anonymous: name === undefined,
    key: name ?? "nobody",
    client: name,
    claims: name === undefined ? NO_CLAIMS : { isAuthenticated: true, scopes: new Set() },
    expiresAt: name === undefined ? undefined : expiries.get(name),
    headersFor: async () => ({ "x-threefold-identity": `token-of-${name ?? "nobody"}`, "x-reader": name ?? "nobody" }),
  });
  return {
    expiries,
    sendAway: (name) => void away.add(name),
    async identify({ authorization }) {
      return authorization !== undefined && away.has(authorization)
        ? { refusal: { message: `${authorization} was sent away.`, temporary: false } }
        : { caller: callerOf(authorization) };
    },
  };
}
