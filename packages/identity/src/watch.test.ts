import { virtualClock } from "@threefold/upstream/testing";
import { expect, it } from "vitest";
import type { Identification } from "./edge-identity.ts";
import { createWatchCaller } from "./watch.ts";

function watched(expiresAt?: number) {
  const clock = virtualClock();
  const headersFor = async () => ({});
  const caller = (id: string) => ({
    identity: { kind: "partner", id, scopes: [] } as const,
    anonymous: false,
    expiresAt,
    headersFor,
  });
  const provider = { identify: async (): Promise<Identification> => ({ caller: caller("k1") }) };
  const ends: string[] = [];
  const watch = createWatchCaller({
    identify: () => provider.identify(),
    isSame: (before, now) => before.identity.kind === now.identity.kind,
    clock,
    recheck: 50,
    now: () => 1_000 + clock.now(),
  });
  const stop = watch(caller("k1"), {}, (reason) => ends.push(reason));
  const look = async () => {
    clock.advance(50);
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { clock, provider, ends, stop, look };
}

it("ends at the moment when the credential does, and leaves no timer", () => {
  const { clock, ends } = watched(1_030);
  clock.advance(29);
  expect(ends).toEqual([]);
  clock.advance(1);
  expect(ends).toEqual(["The token has expired."]);
  expect(clock.waits).toEqual([]);
});

it("lasts as long as a credential of many months", () => {
  const months = 100 * 24 * 3_600_000;
  const { clock, ends } = watched(1_000 + months);
  clock.advance(months - 1);
  expect(ends).toEqual([]);
  clock.advance(1);
  expect(ends).toEqual(["The token has expired."]);
});

it("looks again and again, and ends when the credential was revoked", async () => {
  const { clock, provider, ends, look } = watched();
  await look();
  expect([ends, clock.waits]).toEqual([[], [50]]);
  provider.identify = async () => ({ refusal: { message: "It was revoked.", temporary: false } });
  await look();
  expect([ends, clock.waits]).toEqual([["It was revoked."], []]);
});

it("ends when the credential has come to mean somebody else", async () => {
  const { provider, ends, look } = watched();
  const headersFor = async () => ({});
  provider.identify = async () => ({ caller: { identity: { kind: "anonymous" }, anonymous: true, headersFor } });
  await look();
  expect(ends).toEqual(["The credential means somebody else now."]);
});

it.each([
  ["fails", () => Promise.reject(new Error("the keys are away"))],
  ["says so", async () => ({ refusal: { message: "Try again.", temporary: true } })],
])("goes on while nobody can look at the credential, who %s", async (_how, identify) => {
  const { clock, provider, ends, look } = watched();
  provider.identify = identify;
  await look();
  expect([ends, clock.waits]).toEqual([[], [50]]);
});

it("looks no more when it is stopped", () => {
  const { clock, stop } = watched(2_000);
  stop();
  expect(clock.waits).toEqual([]);
});
