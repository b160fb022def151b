import { virtualClock } from "@threefold/upstream/testing";
import { expect, it } from "vitest";
import { createReaders } from "../testing/readers.ts";
import { createWatchCaller } from "./watch.ts";

async function watched(expiresAt?: number) {
  const clock = virtualClock();
  const readers = createReaders();
  if (expiresAt !== undefined) readers.expiries.set("ada", expiresAt);
  const headers = { authorization: "ada" };
  const found = await readers.identify(headers);
  if (!("caller" in found)) throw new Error("ada is known");
  const ends: string[] = [];
  const watch = createWatchCaller({ identity: readers, clock, recheck: 50, now: () => 1_000 + clock.now() });
  const stop = watch(found.caller, headers, (reason) => ends.push(reason));
  return { clock, readers, ends, stop };
}

it("ends at the moment when the credential does, and leaves no timer", async () => {
  const { clock, ends } = await watched(1_030);
  clock.advance(29);
  expect(ends).toEqual([]);
  clock.advance(1);
  expect(ends).toEqual(["The token has expired."]);
  expect(clock.waits).toEqual([]);
});

it("lasts as long as a credential of many months", async () => {
  const months = 100 * 24 * 3_600_000;
  const { clock, ends } = await watched(1_000 + months);
  clock.advance(months - 1);
  expect(ends).toEqual([]);
  clock.advance(1);
  expect(ends).toEqual(["The token has expired."]);
});

it("looks again and again, and ends when the credential was revoked", async () => {
  const { clock, readers, ends } = await watched();
  clock.advance(50);
  await Promise.resolve();
  await Promise.resolve();
  expect([ends, clock.waits]).toEqual([[], [50]]);
  readers.sendAway("ada");
  clock.advance(50);
  await Promise.resolve();
  await Promise.resolve();
  expect([ends, clock.waits]).toEqual([["ada was sent away."], []]);
});

it("goes on while nobody can look at the credential", async () => {
  const { clock, readers, ends } = await watched();
  readers.identify = () => Promise.reject(new Error("the keys are away"));
  clock.advance(50);
  await Promise.resolve();
  await Promise.resolve();
  expect([ends, clock.waits]).toEqual([[], [50]]);
});

it("looks no more when it is stopped", async () => {
  const { clock, stop } = await watched(2_000);
  stop();
  expect(clock.waits).toEqual([]);
});
