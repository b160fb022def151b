import {
  type ClientIdentity,
  type ClientIdentityOptions,
  createClientIdentity,
  type EdgeCaller,
} from "@threefold/identity";
import type { Claims } from "../operation/authorisation/index.ts";
import { canonicalJson } from "../operation/canonical-json.ts";
import { type Caller, type IdentityProvider, NO_CLAIMS } from "./identity.ts";

export type SignedIdentityOptions = ClientIdentityOptions;

/** Believes clients' tokens of trusted issuers, and tells each subgraph who asks in a token of the gateway's own. */
export const createSignedIdentity = (options: SignedIdentityOptions): IdentityProvider =>
  providerOf(createClientIdentity(options));

/** What an edge knows of its clients, with what a supergraph's directives ask about them. */
export const providerOf = ({ identify }: ClientIdentity): IdentityProvider => ({
  async identify(headers) {
    const identified = await identify(headers);
    return "caller" in identified ? { caller: callerOf(identified.caller) } : identified;
  },
});

const claimsOf = ({ identity }: EdgeCaller): Claims =>
  identity.kind === "anonymous" ? NO_CLAIMS : { isAuthenticated: true, scopes: new Set(identity.scopes) };

const callerOf = (caller: EdgeCaller): Caller => ({
  ...caller,
  key: canonicalJson(caller.identity),
  claims: claimsOf(caller),
  ...(caller.identity.kind !== "anonymous" && { client: `${caller.identity.kind} ${caller.identity.id}` }),
});
