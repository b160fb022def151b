import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { z } from "zod";
import { ALGORITHM } from "./token.ts";

/** What others need to verify a signature: the public half, as published. */
export interface PublicJwk {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
  readonly kid: string;
  readonly alg: typeof ALGORITHM;
  readonly use: "sig";
}

export interface PrivateJwk extends PublicJwk {
  readonly d: string;
}

/** A JSON Web Key Set (RFC 7517). */
export interface KeySet<Key extends PublicJwk = PublicJwk> {
  readonly keys: readonly Key[];
}

/** An Ed25519 key to sign with. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

const BASE64URL_32_BYTES = /^[\w-]{43}$/;

/** A public Ed25519 JWK, as text or object; members that are not needed are dropped. */
export const publicJwkSchema = z
  .object({
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    x: z.string().regex(BASE64URL_32_BYTES),
    kid: z.string().min(1).max(128),
  })
  .transform((jwk): PublicJwk => ({ ...jwk, alg: ALGORITHM, use: "sig" }));

const privateJwkShape = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().regex(BASE64URL_32_BYTES),
  d: z.string().regex(BASE64URL_32_BYTES),
  kid: z.string().min(1).max(128),
});

/** A private Ed25519 JWK, made into a key. The public half is derived, never believed. */
export const privateJwkSchema = privateJwkShape.transform(keyOf);

/** A new key, named by its thumbprint (RFC 7638), as the JWK that is kept in a file or variable. */
export async function generateKey(): Promise<PrivateJwk> {
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const kid = await calculateJwkThumbprint(jwk);
  return { kty: "OKP", crv: "Ed25519", x: jwk.x ?? "", d: jwk.d ?? "", kid, alg: ALGORITHM, use: "sig" };
}

/**
 * Makes a key of a private Ed25519 JWK. The public half is derived, never believed.
 * @throws TypeError when it is none
 */
export function signingKey(jwk: Pick<PrivateJwk, "d" | "x" | "kid">): SigningKey {
  const { data } = privateJwkShape.safeParse({ kty: "OKP", crv: "Ed25519", ...jwk });
  // Not what is wrong with it: it is a secret.
  if (data === undefined) throw new TypeError("a key to sign with must be a private Ed25519 JWK with a kid");
  return keyOf(data);
}

function keyOf({ d, x, kid }: Pick<PrivateJwk, "d" | "x" | "kid">): SigningKey {
  const privateKey = createPrivateKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x, d } });
  const derived = createPublicKey(privateKey).export({ format: "jwk" });
  return {
    kid,
    privateKey,
    publicJwk: { kty: "OKP", crv: "Ed25519", x: derived.x ?? x, kid, alg: ALGORITHM, use: "sig" },
  };
}

/** What `/.well-known/jwks.json` answers: the public halves, for whoever verifies. */
export const publicKeySet = (keys: readonly SigningKey[]): KeySet => ({ keys: keys.map((key) => key.publicJwk) });
