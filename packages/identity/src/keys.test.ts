import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, readConfiguration } from "@threefold/configuration";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { loadOrCreateKeys, type Parties } from "./key-directory.ts";
import { environmentFor, signingKeysVariable, signingKeyVariable, trustedIssuersVariable } from "./key-environment.ts";
import { generateKey, type PrivateJwk } from "./keys.ts";
import { createIdentitySigner, createServiceSigner } from "./signer.ts";
import { createVerifier } from "./verifier.ts";

const PARTIES: Parties = {
  edges: ["gateway", "rest"],
  services: { products: { calls: [] }, users: { calls: [] }, orders: { calls: ["products"] } },
  people: "users",
};

async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "threefold-keys-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return join(path, "keys");
}

describe("the keys of a checkout", () => {
  test("are made once, for their owner's eyes only", async () => {
    const path = await directory();
    const first = await loadOrCreateKeys(path, PARTIES);
    expect(await loadOrCreateKeys(path, PARTIES)).toEqual(first);
    expect((await readdir(path)).sort()).toEqual(["gateway.json", "orders.json", "people.json", "rest.json"]);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(path)) expect((await stat(join(path, file))).mode & 0o777).toBe(0o600);
  });

  test("are all different", async () => {
    const { own, people } = await loadOrCreateKeys(await directory(), PARTIES);
    expect(new Set([...Object.values(own), people].map(({ d }) => d)).size).toBe(4);
  });

  test("that are broken are not replaced: the file is named", async () => {
    const path = await directory();
    await loadOrCreateKeys(path, PARTIES);
    await writeFile(join(path, "gateway.json"), "{}");
    await expect(loadOrCreateKeys(path, PARTIES)).rejects.toThrow(`${join(path, "gateway.json")} is not a private key`);
  });
});

describe("a process is given", () => {
  test("no private key but its own", async () => {
    const keys = await loadOrCreateKeys(await directory(), PARTIES);
    const secrets: Record<string, PrivateJwk> = { ...keys.own, people: keys.people };
    const holders = ["gateway", "rest", "products", "users", "orders", "broker"].map((name) => {
      const text = JSON.stringify(environmentFor(name, keys));
      return [name, Object.keys(secrets).filter((owner) => text.includes(secrets[owner]?.d ?? "?"))];
    });
    expect(Object.fromEntries(holders)).toEqual({
      gateway: ["gateway"],
      rest: ["rest"],
      products: [],
      users: ["people"],
      orders: ["orders"],
      broker: [],
    });
  });

  test("variables by which those who sign and those who verify understand each other", async () => {
    const keys = await loadOrCreateKeys(await directory(), PARTIES);
    const gateway = readConfiguration(
      z.object({ IDENTITY_SIGNING_KEY: signingKeyVariable }),
      environmentFor("gateway", keys),
    );
    const orders = readConfiguration(
      z.object({ SERVICE_SIGNING_KEY: signingKeyVariable }),
      environmentFor("orders", keys),
    );
    const trusts = (name: string) =>
      readConfiguration(z.object({ TRUSTED_ISSUER_KEYS: trustedIssuersVariable }), environmentFor(name, keys))
        .TRUSTED_ISSUER_KEYS;
    const products = createVerifier({ audience: "products", issuers: trusts("products") });
    const users = createVerifier({ audience: "users", issuers: trusts("users") });
    const edge = createIdentitySigner({ issuer: "gateway", key: gateway.IDENTITY_SIGNING_KEY });
    const service = createServiceSigner({ issuer: "orders", key: orders.SERVICE_SIGNING_KEY });
    expect(await products.verify(await edge.forReads({ kind: "anonymous" }, "products"))).toMatchObject({ ok: true });
    expect(await products.verify(await service.sign("products"))).toMatchObject({ ok: true });
    expect(await users.verify(await service.sign("users"))).toMatchObject({ error: { code: "unknown-issuer" } });
  });

  test("what an edge needs to ask in its own name where people sign in, and nowhere else", async () => {
    const keys = await loadOrCreateKeys(await directory(), PARTIES);
    const read = (name: string) =>
      readConfiguration(
        z.object({
          IDENTITY_SIGNING_KEY: signingKeyVariable.optional(),
          TRUSTED_ISSUER_KEYS: trustedIssuersVariable.default([]),
        }),
        environmentFor(name, keys),
      );
    const key = read("gateway").IDENTITY_SIGNING_KEY;
    if (!key) throw new Error("an edge has a key");
    const itself = createServiceSigner({ issuer: "gateway", key });
    const at = (name: string) => createVerifier({ audience: name, issuers: read(name).TRUSTED_ISSUER_KEYS });
    const gateway = { kind: "service", name: "gateway" };
    expect(await at("users").verify(await itself.sign("users"))).toMatchObject({ value: { identity: gateway } });
    expect(await at("products").verify(await itself.sign("products"))).toMatchObject({ error: { code: "wrong-type" } });
  });

  test("keys to sign people's tokens with: the first signs, all are published", async () => {
    const [old, next] = [await generateKey(), await generateKey()];
    const { PEOPLE_SIGNING_KEYS: keys } = readConfiguration(z.object({ PEOPLE_SIGNING_KEYS: signingKeysVariable }), {
      PEOPLE_SIGNING_KEYS: JSON.stringify({ keys: [next, old] }),
    });
    expect(keys.current.kid).toBe(next.kid);
    expect(keys.all.map(({ kid }) => kid)).toEqual([next.kid, old.kid]);
    expect(JSON.stringify(keys.all.map(({ publicJwk }) => publicJwk))).not.toContain('"d"');
  });
});

describe("a wrong key in the environment stops the start with one line that names the variable and shows no secret", () => {
  const SECRET = "very-secret";
  test.each([
    ["IDENTITY_SIGNING_KEY", signingKeyVariable, SECRET, "expected a private Ed25519 JWK with a kid"],
    ["IDENTITY_SIGNING_KEY", signingKeyVariable, `{"kty":"OKP","d":"${SECRET}"}`, "expected a private Ed25519 JWK"],
    ["PEOPLE_SIGNING_KEYS", signingKeysVariable, '{"keys":[]}', "expected a JWK Set of private Ed25519 keys"],
    ["TRUSTED_ISSUER_KEYS", trustedIssuersVariable, `{"gateway":"${SECRET}"}`, "expected trusted issuers by name"],
  ])("%s", (name, type, value, problem) => {
    const read = () => readConfiguration(z.object({ [name]: type }), { [name]: value });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(`${name} is wrong: ${problem}`);
    expect(read).not.toThrow(SECRET);
    expect(read).not.toThrow("\n");
  });
});
