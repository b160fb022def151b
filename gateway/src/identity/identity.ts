import type { IncomingHttpHeaders } from "node:http";
import type { Claims } from "../operation/authorisation/index.ts";

/** Whoever sent a request, as far as the gateway needs to know: how to speak for them. */
export interface Caller {
  /** Whether nobody in particular asks, so that the answer may be the same for others. */
  readonly anonymous: boolean;
  /**
   * All that subgraphs are told of them: callers with the same key get the same answers. No secret, and of no token. Who
   * has none shares a stream with nobody.
   */
  readonly key?: string | undefined;
  /** When what they showed ends, in milliseconds since 1970; undefined when that is not known beforehand. */
  readonly expiresAt?: number | undefined;
  /** What they may do, as far as the supergraph's directives know. */
  readonly claims: Claims;
  /** Whose budget it is that their operations use: a person's or a key's, opaque. Absent for nobody in particular. */
  readonly client?: string | undefined;
  /**
   * The headers that tell one subgraph who asks.
   * @param kind what they are for: a write may need a credential that cannot be used again
   */
  headersFor(subgraph: string, kind: "read" | "write", origin: Origin): IdentityHeaders | Promise<IdentityHeaders>;
}

export type IdentityHeaders = Readonly<Record<string, string>>;

/** Where a request came from, as the gateway saw it. */
export interface Origin {
  readonly requestId: string;
  /** The client's IP address. */
  readonly clientAddress: string;
  /** Of an operation that is explained: whether subgraphs are to tell of their statements, with or without their text. */
  readonly explain?: "counts" | "text";
}

/** Why a credential was refused; `message` may be shown to whoever sent it. */
export interface Refusal {
  readonly message: string;
  /** Whether the fault is not the credential's: trying again may help. */
  readonly temporary: boolean;
}

export type Identification = { readonly caller: Caller } | { readonly refusal: Refusal };

/** Finds out who asks. Cookies are never looked at: a browser sends those for other sites too. */
export interface IdentityProvider {
  identify(headers: IncomingHttpHeaders): Promise<Identification>;
}

/** What nobody in particular may do. */
export const NO_CLAIMS: Claims = { isAuthenticated: false, scopes: new Set() };

const NO_HEADERS: IdentityHeaders = {};

const ANYBODY: Identification = {
  caller: { anonymous: true, key: "anonymous", claims: NO_CLAIMS, headersFor: () => NO_HEADERS },
};

/** For a gateway that was not told whom to trust: everybody is anonymous, and subgraphs are told nothing. */
export const noIdentity: IdentityProvider = { identify: async () => ANYBODY };
