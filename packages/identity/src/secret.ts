import { createHash, randomBytes } from "node:crypto";

/** What a secret is for stands before it, so that one that lies where it should not is recognised. */
export const SECRET_PREFIXES = { refreshToken: "tfr", apiKey: "tfk" } as const;
export type SecretKind = keyof typeof SECRET_PREFIXES;

/** A secret that we make and others keep: 256 random bits as base64url, after its prefix. */
export const newSecret = (kind: SecretKind): string =>
  `${SECRET_PREFIXES[kind]}_${randomBytes(32).toString("base64url")}`;

/** Whether a text can be such a secret at all. What cannot is not looked for. */
export const isSecret = (kind: SecretKind, text: string): boolean =>
  text.startsWith(`${SECRET_PREFIXES[kind]}_`) && /^[\w-]{43}$/.test(text.slice(SECRET_PREFIXES[kind].length + 1));

/**
 * What is kept of a secret, and looked for: its SHA-256. A slow hash (argon2) defends secrets that can be guessed;
 * 256 random bits cannot, and this one is computed for every request that brings a key. Nor does the time that the
 * database takes to compare tell anything: it compares hashes, of which nobody can choose the first bytes.
 */
export const hashSecret = (secret: string): Buffer<ArrayBuffer> => createHash("sha256").update(secret).digest();
