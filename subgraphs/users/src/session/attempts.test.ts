import { DomainError } from "@threefold/subgraph-server";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAttempts } from "./attempts.ts";
import { networkOf } from "./network.ts";

const MINUTE = 60_000;

/** Attempts on a clock of the test's own. */
function limited(options: { capacity?: number } = {}) {
  let now = Date.parse("2026-11-20T12:00:00Z");
  const attempts = createAttempts({ ...options, now: () => now });
  const fail = (username: string, address: string) => {
    try {
      attempts.signIn(username, address);
      return "let through";
    } catch (error) {
      return error instanceof DomainError ? error.message : String(error);
    }
  };
  const times = (count: number, attempt: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => attempt(i));
  return { attempts, fail, times, wait: (milliseconds: number) => (now += milliseconds) };
}

describe("sign-ins that fail", () => {
  test("are let through five times in a quarter of an hour, for one account from one address", () => {
    const { fail, times, wait } = limited();
    expect(new Set(times(5, () => fail("ada", "192.0.2.1")))).toEqual(new Set(["let through"]));
    wait(5 * MINUTE);
    expect(fail("ada", "192.0.2.1")).toBe("Too many attempts. Try again in 10 min.");
    expect(fail("ada", "192.0.2.2")).toBe("let through");
    wait(10 * MINUTE);
    expect(fail("ada", "192.0.2.1")).toBe("let through");
  });

  test("of many accounts from one address are stopped at thirty", () => {
    const { fail, times } = limited();
    const answers = times(31, (index) => fail(`user-${index}`, "192.0.2.1"));
    expect(answers.indexOf("Too many attempts. Try again in 15 min.")).toBe(30);
  });

  test("of one account from many addresses are stopped at a hundred", () => {
    const { fail, times } = limited();
    const answers = times(101, (index) => fail("ada", `192.0.2.${index}`));
    expect(answers.indexOf("Too many attempts. Try again in 60 min.")).toBe(100);
  });

  test("are not counted together with those that succeed", () => {
    const { attempts, times } = limited();
    expect(() => times(200, () => String(attempts.signIn("ada", "192.0.2.1").succeeded()))).not.toThrow();
  });

  test("are remembered for as many as there is room for", () => {
    const { fail, times } = limited({ capacity: 3 });
    times(6, () => fail("ada", "192.0.2.1"));
    expect(fail("ada", "192.0.2.1")).toMatch("Too many attempts");
    fail("bob", "192.0.2.2");
    expect(fail("ada", "192.0.2.1")).toBe("let through");
  });

  test("are not forgotten for attempts at made-up names that are refused", () => {
    const { fail, times } = limited({ capacity: 100 });
    times(5, () => fail("ada", "192.0.2.1"));
    times(1_000, (index) => fail(`user-${index}`, "192.0.2.2"));
    expect(fail("ada", "192.0.2.1")).toMatch("Too many attempts");
  });
});

describe("an address counts as", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::", "2001:db8:1:2"],
    ["2001:0db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["64:ff9b::192.0.2.33", "64:ff9b:0:0"],
    ["somewhere", "unknown"],
    [undefined, "unknown"],
  ])("%s as %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test("the same network, whatever its second half is and however it is written", () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(group, { minLength: 4, maxLength: 4 }), fc.ipV6(), (network, other) => {
        const half = network.map((each) => each.toString(16)).join(":");
        const long = network.map((each) => each.toString(16).padStart(4, "0").toUpperCase()).join(":");
        expect(networkOf(`${half}::`)).toBe(half);
        expect(networkOf(`${long}:1:2:3:4`)).toBe(half);
        expect(networkOf(other)).toMatch(/^[\da-f]{1,4}(:[\da-f]{1,4}){3}$|^\d+(\.\d+){3}$/);
      }),
    );
  });
});
