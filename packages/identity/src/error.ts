const MESSAGES = {
  malformed: "The token is not a well-formed signed token.",
  "too-large": "The token is too large.",
  "wrong-type": "This kind of token is not accepted here.",
  "wrong-algorithm": "The token is signed with an algorithm that is not accepted.",
  "unknown-issuer": "The token's issuer is not trusted here.",
  "unknown-key": "The token is signed with a key that is not known.",
  "bad-signature": "The token's signature is not valid.",
  "wrong-audience": "The token is meant for another audience.",
  expired: "The token has expired.",
  "not-yet-valid": "The token is not valid yet.",
  replayed: "The token has been used before and is for a single use.",
  revoked: "The session was ended: sign in again.",
  "not-single-use": "A write needs a token for a single use.",
  "two-credentials": "Send one credential, not two.",
  "unknown-api-key": "The API key is not known, has expired or was revoked.",
  "keys-unavailable": "The issuer's keys cannot be had at the moment.",
  "api-keys-unavailable": "API keys cannot be checked at the moment.",
} as const;

export type TokenErrorCode = keyof typeof MESSAGES;

/** Why a credential was refused. `message` is safe to show to whoever sent it: it repeats nothing of the token. */
export interface TokenError {
  readonly code: TokenErrorCode;
  readonly message: string;
  /** True when trying again may help, since the fault is ours: 503 rather than 401. */
  readonly temporary: boolean;
}

const TEMPORARY: readonly TokenErrorCode[] = ["keys-unavailable", "api-keys-unavailable"];

export function tokenError(code: TokenErrorCode): TokenError {
  return { code, message: MESSAGES[code], temporary: TEMPORARY.includes(code) };
}
