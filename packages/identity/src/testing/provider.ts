import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { type Configuration } from "oidc-provider";

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly jwks: string;
  /** Goes through the provider's pages as somebody (who need not be known before) and gives the tokens that come of it. */
  signIn(login: string): Promise<{ accessToken: string; idToken: string }>;
}

const CLIENT = "shop";
const BACK = "http://127.0.0.1/back";

/**
 * An OpenID Connect provider on a port of its own, with real pages and RS256 keys. Its access tokens are JWTs for
 * `audience`, with the claims that `claimsOf` gives beside the usual ones.
 */
export async function startTestProvider(options: {
  audience: string;
  claimsOf: (login: string) => Record<string, unknown>;
}): Promise<TestProvider> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, await configurationOf(options));
  server.on("request", provider.callback());
  return {
    issuer,
    jwks: `${issuer}/jwks`,
    signIn: (login) => signIn(issuer, login),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function configurationOf({
  audience,
  claimsOf,
}: Parameters<typeof startTestProvider>[0]): Promise<Configuration> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: "RS256", use: "sig", kid: "provider-1" }] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    clients: [
      {
        client_id: CLIENT,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: [BACK],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    findAccount: async (_context, login) => ({ accountId: login, claims: async () => ({ sub: login }) }),
    extraTokenClaims: async (_context, token) => ("accountId" in token ? claimsOf(String(token.accountId)) : {}),
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: () => "https://shop.example",
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "openid",
          audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: 600,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  };
}

/** The authorization code flow with PKCE (RFC 7636), as a browser goes through it. */
async function signIn(issuer: string, login: string): Promise<{ accessToken: string; idToken: string }> {
  const verifier = randomBytes(32).toString("base64url");
  const code = await browse(
    new URL(
      `/auth?${new URLSearchParams({
        client_id: CLIENT,
        response_type: "code",
        scope: "openid",
        redirect_uri: BACK,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      })}`,
      issuer,
    ),
    login,
  );
  const response = await fetch(new URL("/token", issuer), {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: CLIENT,
      redirect_uri: BACK,
      code,
      code_verifier: verifier,
    }),
  });
  const tokens = (await response.json()) as { access_token: string; id_token: string };
  return { accessToken: tokens.access_token, idToken: tokens.id_token };
}

/** Follows every redirect and fills in every form, until the provider sends the browser back with a code. */
async function browse(start: URL, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  const visit = async (url: URL, form?: URLSearchParams) => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie },
      ...(form && { method: "POST", body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return response;
  };
  let url = start;
  let response = await visit(url);
  for (let steps = 0; steps < 12; steps++) {
    const location = response.headers.get("location");
    if (location !== null) {
      url = new URL(location, url);
      const code = url.href.startsWith(BACK) ? url.searchParams.get("code") : null;
      if (code !== null) return code;
      response = await visit(url);
    } else {
      const asksWho = (await response.text()).includes('name="login"');
      const form = asksWho ? { prompt: "login", login, password: "any" } : { prompt: "consent" };
      response = await visit(url, new URLSearchParams(form));
    }
  }
  throw new Error(`the provider's pages led nowhere: ${url.href}`);
}
