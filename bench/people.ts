import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { generateKey, PEOPLE_AUDIENCE, type PrivateJwk } from "@threefold/identity";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import type { Credentials } from "./load.ts";
import { PORTS } from "./subgraphs.ts";

/** People with tokens of one issuer (ES256, which all candidates can verify), and what a gateway must know to believe these. */
export interface People extends AsyncDisposable {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer's public key is published, and the same as PEM. */
  readonly jwks: string;
  readonly pem: string;
  /** For gateways that sign tokens of their own. */
  readonly signingKey: PrivateJwk;
  readonly credentials: Credentials;
}

/** A set of variables is always sent by the same person, so that what subgraphs are told with it does not change. */
const COUNT = 50;
const ALGORITHM = "ES256";

export async function startPeople(): Promise<People> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const [issuer, kid] = ["https://people.example", "people-1"];
  const sign = () =>
    new SignJWT({ role: "CUSTOMER" })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: "at+jwt" })
      .setIssuer(issuer)
      .setAudience(PEOPLE_AUDIENCE)
      .setSubject(randomUUID())
      .setIssuedAt()
      .setExpirationTime("2h")
      .sign(privateKey);
  const tokens = await Promise.all(Array.from({ length: COUNT }, sign));
  const set = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: "sig" }] });
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(set);
  });
  await new Promise<void>((resolve) => server.listen(PORTS.people, "127.0.0.1", resolve));
  return {
    issuer,
    audience: PEOPLE_AUDIENCE,
    jwks: `http://127.0.0.1:${PORTS.people}/`,
    pem: await exportSPKI(publicKey),
    signingKey: await generateKey(),
    credentials: (index) => ({ authorization: `Bearer ${tokens[index % COUNT]}` }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
