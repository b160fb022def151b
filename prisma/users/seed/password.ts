import { argon2Sync, hash } from "node:crypto";

/** The least that OWASP asks for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** A password's argon2id hash as a PHC string. The salt comes from a word, so that a seed is the same wherever it is made. */
export function hashPassword(password: string, salt: string): string {
  const nonce = hash("sha256", `threefold seed ${salt}`, "buffer").subarray(0, 16);
  const tag = argon2Sync("argon2id", { ...PARAMETERS, message: password, nonce });
  const { memory, passes, parallelism } = PARAMETERS;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(tag)}`;
}

const unpadded = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
