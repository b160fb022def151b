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
  "not-single-use": "A write needs a token for a single use.",
  "two-credentials": "Send one credential, not two.",
  "keys-unavailable": "The issuer's keys cannot be had at the moment.",
} as const;

export type TokenErrorCode = keyof typeof MESSAGES;

/** Why a credential was refused. `message` is safe to show to whoever sent it: it repeats nothing of the token. */
export interface TokenError {
  readonly code: TokenErrorCode;
  readonly message: string;
  /** True when trying again may help, since the fault is ours: 503 rather than 401. */
  readonly temporary: boolean;
}

export function tokenError(code: TokenErrorCode): TokenError {
  return { code, message: MESSAGES[code], temporary: code === "keys-unavailable" };
}
