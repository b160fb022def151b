import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { InvalidSupergraphError } from "@threefold/federation";

/** What shows that a supergraph is the right one, whoever brought it. */
export interface SupergraphTrust {
  /** SHA-256 of the only supergraph that is taken, in hexadecimal digits, with `sha256:` before them or not. */
  readonly digest?: string | undefined;
  /**
   * Public Ed25519 key of those who may publish supergraphs, as PEM or read. The signature stands in base64 at the URL with
   * `.sig` behind its path.
   */
  readonly key?: KeyObject | string | undefined;
}

/** The same, read. */
interface Trust {
  readonly digest: string | undefined;
  readonly key: KeyObject | undefined;
}

/** @throws TypeError for a digest or a key that is none: it would be a trust that nothing has */
export function readTrust({ digest, key }: SupergraphTrust = {}): Trust {
  const digits = digest?.replace(/^sha256:/, "");
  if (digits !== undefined && !/^[0-9a-f]{64}$/.test(digits)) {
    throw new TypeError(`trust.digest is ${JSON.stringify(digest)}: expected sha256: and 64 hexadecimal digits`);
  }
  const read = typeof key === "string" ? readPublicKey(key) : key;
  if (key !== undefined && read?.asymmetricKeyType !== "ed25519") {
    throw new TypeError("trust.key is none: expected an Ed25519 public key as PEM");
  }
  return { digest: digits, key: read };
}

/** The base64 of a signature, and where it stands. */
interface Signature {
  readonly url: string;
  readonly text: string;
}

/** @throws InvalidSupergraphError unless the text has the digest that is pinned, if one is */
export function checkDigest(name: string, text: string, { digest }: Trust): void {
  const found = createHash("sha256").update(text).digest("hex");
  if (digest === undefined || digest === found) return;
  throw new InvalidSupergraphError(`${name} has the digest sha256:${found}, and sha256:${digest} is pinned`);
}

/** @throws InvalidSupergraphError unless the signature of the text is the key's */
export function checkSignature(name: string, text: string, signature: Signature, key: KeyObject): void {
  if (verify(null, Buffer.from(text), key, Buffer.from(signature.text.trim(), "base64"))) return;
  throw new InvalidSupergraphError(`${name} is not signed by the key that is trusted (${signature.url})`);
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
