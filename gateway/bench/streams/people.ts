import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createPersonSigner,
  generateKey,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  publicKeySet,
  signingKey,
} from "@threefold/identity";

/** People who have signed in, and what a gateway must know to know them. */
export interface People extends AsyncDisposable {
  readonly environment: Readonly<Record<string, string>>;
  /** Somebody's credential, who is nobody else. */
  tokenOf(index: number): Promise<string>;
}

export async function startPeople(): Promise<People> {
  const key = signingKey(await generateKey());
  const signer = createPersonSigner({ issuer: PEOPLE_ISSUER, audience: PEOPLE_AUDIENCE, key, life: 3_600 });
  const keys = JSON.stringify(publicKeySet([key]));
  const server = createServer((_request, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(keys),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      JWKS_URL: `http://127.0.0.1:${port}/`,
      IDENTITY_SIGNING_KEY: JSON.stringify(await generateKey()),
    },
    async tokenOf(index) {
      const { token } = await signer.sign({ id: `person-${index}`, role: "CUSTOMER", scopes: [] });
      return token;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
