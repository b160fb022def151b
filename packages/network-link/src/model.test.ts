import { describe, expect, test } from "vitest";
import { LINKS } from "./links.ts";
import { type Exchange, lastOf, model } from "./model.ts";

const SLOW = LINKS["slow-4g"];
const one = (down: number): Exchange => ({ level: 1, up: 750, down, serverMs: 20 });
const time = (exchanges: readonly Exchange[], protocol: "h1" | "h2", connections: "cold" | "warm", link = SLOW) =>
  lastOf(model(exchanges, link, { protocol, connections, handshakeMs: 0 }));

describe("the model of a link", () => {
  test("is the closed form for one request: a round trip, the bytes both ways, the server's time", () => {
    const closed = 150 + (8 * 750) / 750 + 20 + (8 * 8000) / 1638.4;
    expect(time([one(8000)], "h2", "warm")).toBeCloseTo(closed, 6);
    expect(time([one(8000)], "h1", "warm")).toBeCloseTo(closed, 6);
  });

  test("adds two round trips and the handshake's bytes to a connection that must be opened", () => {
    const handshake = 2 * 150 + (8 * 600) / 750 + (8 * 1200) / 1638.4;
    expect(time([one(8000)], "h2", "cold") - time([one(8000)], "h2", "warm")).toBeCloseTo(handshake, 6);
    const work = lastOf(model([one(8000)], SLOW, { protocol: "h2", connections: "cold", handshakeMs: 7 }));
    expect(work - time([one(8000)], "h2", "cold")).toBeCloseTo(7, 6);
  });

  test("waits a round trip for each doubling of the window, where the line is faster than the window", () => {
    const wide = { ...SLOW, downKbps: 1e9, upKbps: 1e9 };
    const window = 14_600;
    const rounds = (bytes: number) => Math.round((time([one(bytes)], "h2", "cold", wide) - 20) / 150) - 3;
    expect([window, window + 2000, 3 * window, 4 * window].map(rounds)).toEqual([0, 1, 1, 2]);
  });

  test("has no slow start left on a connection that carried the same before", () => {
    const wide = { ...SLOW, downKbps: 1e9, upKbps: 1e9 };
    expect(Math.round(time([one(14_600 * 2)], "h2", "warm", wide))).toBe(170);
  });

  test("pays a round trip for each level, and for each turn of six over HTTP/1.1", () => {
    const wide = { ...SLOW, downKbps: 1e9, upKbps: 1e9 };
    const fan = [one(500), ...Array.from({ length: 20 }, () => ({ ...one(500), level: 2 }))];
    expect(Math.round(time(fan, "h2", "warm", wide))).toBe(2 * 170);
    expect(Math.round(time(fan, "h1", "warm", wide))).toBe((1 + 4) * 170);
  });

  test("lets all connections share the line", () => {
    const six = Array.from({ length: 6 }, () => one(10_000));
    const alone = time([one(10_000)], "h1", "warm");
    const together = time(six, "h1", "warm");
    expect(together - alone).toBeGreaterThan(((5 * 8 * 10_000) / 1638.4) * 0.99);
    expect(time(six, "h2", "warm")).toBeCloseTo(together, -1);
  });

  test("opens a connection for what is followed over HTTP/1.1, each time, and none for who asks after it on one that is open", () => {
    const handshake = 2 * 150 + (8 * 600) / 750 + (8 * 1200) / 1638.4;
    const stream = { ...one(500), isStream: true };
    expect(time([stream], "h1", "warm")).toBeCloseTo(time([one(500)], "h1", "cold"), 6);
    expect(time([stream], "h1", "cold")).toBeCloseTo(time([one(500)], "h1", "cold"), 6);
    expect(time([stream], "h2", "warm")).toBeCloseTo(time([one(500)], "h2", "warm"), 6);
    const asked = [stream, { ...one(500), level: 2 }];
    expect(time(asked, "h1", "cold") - time(asked, "h1", "warm")).toBeCloseTo(handshake, 6);
  });

  test("gives spans in which nothing ends before it begins", () => {
    const spans = model([one(500), { ...one(60_000), level: 2 }], SLOW, {
      protocol: "h1",
      connections: "cold",
      handshakeMs: 0,
    });
    for (const { queued, sent, arrived, answered, ended } of spans)
      expect([queued, sent, arrived, answered, ended]).toEqual(
        [queued, sent, arrived, answered, ended].toSorted((a, b) => a - b),
      );
    expect(spans[1]?.queued).toBe(spans[0]?.ended);
  });
});
