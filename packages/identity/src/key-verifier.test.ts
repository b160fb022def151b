import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { createKeyVerifier, type KeyVerifierOptions } from "./key-verifier.ts";
import { hashSecret, newSecret } from "./secret.ts";

const GOOD = newSecret("apiKey");
const NOW = Date.parse("2026-11-20T12:00:00Z");

/** A service that knows one key, an edge that asks it, and a clock. */
async function start(options: Partial<KeyVerifierOptions> & { expiresAt?: string } = {}) {
  const service = {
    well: true,
    revoked: false,
    now: NOW,
    questions: [] as unknown[],
    /** Resolve to let answers go. */
    hold: Promise.resolve(),
  };
  const server = createServer(async (request, response) => {
    const question = await json(request);
    service.questions.push(question);
    await service.hold;
    if (!service.well) return response.writeHead(500).end();
    const known = JSON.stringify(question) === JSON.stringify({ hash: hashSecret(GOOD).toString("base64url") });
    const key = { id: "key-1", scopes: ["orders:read"], expiresAt: options.expiresAt ?? null };
    return response.end(JSON.stringify({ key: known && !service.revoked ? key : null }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const verifier = createKeyVerifier({
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/verify`),
    sign: async () => "token",
    now: () => service.now,
    ...options,
  });
  const verdict = async (key = GOOD) => {
    const result = await verifier.verify(key);
    return result.ok ? "accepted" : result.error.code;
  };
  return { service, verifier, verdict };
}

describe("a key", () => {
  test("is asked about once in half a minute, by its hash alone", async () => {
    const { service, verifier, verdict } = await start();
    expect(await verifier.verify(GOOD)).toMatchObject({
      ok: true,
      value: { identity: { kind: "partner", id: "key-1", scopes: ["orders:read"] }, type: undefined },
    });
    service.now += 29_000;
    expect(await verdict()).toBe("accepted");
    expect(service.questions).toHaveLength(1);
    expect(JSON.stringify(service.questions)).not.toContain(GOOD);
    service.now += 2_000;
    expect(await verdict()).toBe("accepted");
    expect(service.questions).toHaveLength(2);
  });

  test("that was revoked is refused half a minute later at most, and stays so", async () => {
    const { service, verdict } = await start();
    await verdict();
    service.revoked = true;
    expect(await verdict()).toBe("accepted");
    service.now += 30_000;
    expect(await verdict()).toBe("unknown-api-key");
    service.well = false;
    service.now += 31_000;
    expect(await verdict()).toBe("api-keys-unavailable");
  });

  test("ends when it says, without being asked about", async () => {
    const { service, verdict } = await start({ expiresAt: "2026-11-20T12:00:10Z" });
    expect(await verdict()).toBe("accepted");
    service.now += 10_000;
    expect(await verdict()).toBe("unknown-api-key");
    expect(service.questions).toHaveLength(1);
  });

  test("that comes many times at once is asked about once", async () => {
    const { service, verdict } = await start();
    expect(await Promise.all(Array.from({ length: 50 }, () => verdict()))).toEqual(Array(50).fill("accepted"));
    expect(service.questions).toHaveLength(1);
  });

  test("that is not known is not asked about again at once", async () => {
    const { service, verdict } = await start();
    for (let times = 0; times < 3; times++) expect(await verdict("guess")).toBe("unknown-api-key");
    expect(service.questions).toHaveLength(1);
  });

  test("too long to be one is not asked about at all", async () => {
    const { service, verdict } = await start();
    expect(await verdict("x".repeat(257))).toBe("unknown-api-key");
    expect(service.questions).toEqual([]);
  });
});

describe("while nobody can be asked", () => {
  test("a key that was good lately is let in, for five minutes, and any other is told to come back", async () => {
    const { service, verifier, verdict } = await start();
    expect(await verdict()).toBe("accepted");
    service.well = false;
    service.now += 299_000;
    expect(await verdict()).toBe("accepted");
    const other = await verifier.verify(newSecret("apiKey"));
    expect(other).toMatchObject({ ok: false, error: { code: "api-keys-unavailable", temporary: true } });
    service.now += 2_000;
    expect(await verdict()).toBe("api-keys-unavailable");
    service.well = true;
    service.now += 2_000;
    expect(await verdict()).toBe("accepted");
  });

  test("the service is left alone for a second after it failed", async () => {
    const { service, verdict } = await start();
    service.well = false;
    for (let times = 0; times < 5; times++) expect(await verdict(`key ${times}`)).toBe("api-keys-unavailable");
    expect(service.questions).toHaveLength(1);
    service.now += 1_000;
    await verdict();
    expect(service.questions).toHaveLength(2);
  });

  test("an answer that does not come counts as none", async () => {
    const { service, verdict } = await start({ timeoutMs: 50 });
    const held = Promise.withResolvers<void>();
    service.hold = held.promise;
    expect(await verdict()).toBe("api-keys-unavailable");
    held.resolve();
  });
});

describe("somebody who makes up keys", () => {
  test("pushes out no good one", async () => {
    const { service, verdict } = await start({ capacity: 2 });
    await verdict();
    for (let guess = 0; guess < 10; guess++) await verdict(`guess ${guess}`);
    const asked = service.questions.length;
    expect(await verdict()).toBe("accepted");
    expect(service.questions).toHaveLength(asked);
  });

  test("causes twenty questions at one time at most; what is known is answered meanwhile", async () => {
    const { service, verdict } = await start();
    await verdict();
    const held = Promise.withResolvers<void>();
    service.hold = held.promise;
    const guesses = Array.from({ length: 30 }, (_, guess) => verdict(`guess ${guess}`));
    expect(await verdict()).toBe("accepted");
    held.resolve();
    const answers = await Promise.all(guesses);
    expect(answers.filter((code) => code === "unknown-api-key")).toHaveLength(20);
    expect(answers.filter((code) => code === "api-keys-unavailable")).toHaveLength(10);
  });
});
