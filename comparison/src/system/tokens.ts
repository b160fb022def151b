import { createHash, createPrivateKey } from "node:crypto";
import { createPersonSigner, PEOPLE_AUDIENCE, PEOPLE_ISSUER, type PrivateJwk, signingKey } from "@threefold/identity";
import { idOf, people } from "@threefold/prisma";
import { MOMENT } from "./moment.ts";

/** Who asks for screens, by what they were given when they signed in. */
export type Tokens = Readonly<Record<"ada" | "stan" | "sol", string>>;

/** What the key is made of: anybody can make it, and so it is for a system that the loopback address alone reaches. */
const SENTENCE = "Ada, Stan and Sol sign in to the comparison's own system.";

/** What stands before an Ed25519 private key's 32 bytes in PKCS #8 (RFC 8410, section 7). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();

/** What people's tokens are signed with in the comparison's own system: the same key in every run. */
export function peopleKey(): PrivateJwk {
  const pkcs8 = Buffer.concat([PKCS8, digestOf(SENTENCE)]);
  const { x = "", d = "" } = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }).export({ format: "jwk" });
  // The thumbprint (RFC 7638), as of any other key.
  const kid = digestOf(JSON.stringify({ crv: "Ed25519", kty: "OKP", x })).toString("base64url");
  return { kty: "OKP", crv: "Ed25519", x, d, kid, alg: "EdDSA", use: "sig" };
}

/**
 * What signing in gives in the comparison's own system, as if they had done so at its moment: the very same bytes in every run, since
 * Ed25519 draws nothing by lot (RFC 8032, section 5.1.6).
 */
export async function fixedTokens(): Promise<Tokens> {
  return { ada: await tokenOf("ada"), stan: await tokenOf("stan"), sol: await tokenOf("sol") };
}

async function tokenOf(name: keyof Tokens): Promise<string> {
  const { index, role } = people[name];
  const signer = createPersonSigner({
    issuer: PEOPLE_ISSUER,
    audience: PEOPLE_AUDIENCE,
    key: signingKey(peopleKey()),
    now: () => MOMENT,
    newId: () => uuid(`${name}'s token`, 4),
  });
  const session = uuid(`${name}'s session`, 7);
  const { token } = await signer.sign({ id: idOf("person", index), role, session, scopes: [] });
  return token;
}

/** A UUID with the digits that a text gives it, formed as those of a version are (RFC 9562). */
function uuid(text: string, version: 4 | 7): string {
  const hex = digestOf(text).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
