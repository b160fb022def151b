import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { InvalidSupergraphError } from "@threefold/federation";

/** What shows that a supergraph is the right one, whoever brought it. */
export interface Trust {
  /** SHA-256 of the only supergraph that is taken, in hexadecimal digits. */
  readonly digest?: string | undefined;
  /** Public Ed25519 key of those who may publish supergraphs. The signature stands in base64 at the URL with `.sig` behind. */
  readonly key?: KeyObject | undefined;
}

/** @throws InvalidSupergraphError unless the text has the digest that is pinned, if one is */
export function checkDigest(name: string, text: string, { digest }: Trust): void {
  const found = createHash("sha256").update(text).digest("hex");
  if (digest === undefined || digest === found) return;
  throw new InvalidSupergraphError(`${name} has the digest sha256:${found}, and sha256:${digest} is pinned`);
}

/** @throws InvalidSupergraphError unless the signature of the text is the key's */
export function checkSignature(name: string, text: string, signature: string, key: KeyObject): void {
  if (verify(null, Buffer.from(text), key, Buffer.from(signature.trim(), "base64"))) return;
  throw new InvalidSupergraphError(`${name} is not signed by the key that is trusted (${name}.sig)`);
}

/** Reads a public key as PEM; undefined when it is no Ed25519 key. */
export function readPublicKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}
