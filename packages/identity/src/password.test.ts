import { describe, expect, test } from "vitest";
import { hashPassword, isOutdated, verifyPassword } from "./password.ts";

describe("a password", () => {
  test("is kept as a PHC string of argon2id, another one each time", async () => {
    const [first, second] = [await hashPassword("correct horse"), await hashPassword("correct horse")];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
  });

  test("is known again, and no other", async () => {
    const stored = await hashPassword("correct horse");
    expect(await verifyPassword("correct horse", stored)).toBe(true);
    expect(await verifyPassword("correct horsE", stored)).toBe(false);
    expect(await verifyPassword("", stored)).toBe(false);
  });

  test("is the same, however the keyboard composes its letters", async () => {
    expect(await verifyPassword("cafe\u0301", await hashPassword("caf\u00e9"))).toBe(true);
  });

  test("hashed by the reference implementation is known", async () => {
    // From the tests of phc-winner-argon2 (src/test.c), the authors' own.
    const stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    expect(await verifyPassword("password", stored)).toBe(true);
    expect(isOutdated(stored)).toBe(true);
  });

  test("of an account that does not exist, or whose hash is broken, is never right", async () => {
    expect(await verifyPassword("password", undefined)).toBe(false);
    expect(await verifyPassword("password", "password")).toBe(false);
    expect(
      await verifyPassword("password", "$argon2id$v=19$m=999999999,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAA"),
    ).toBe(false);
  });

  test("hashed at another cost is known, and to be hashed anew", async () => {
    const today = await hashPassword("password");
    expect(isOutdated(today)).toBe(false);
    expect(isOutdated(today.replace("t=2", "t=3"))).toBe(true);
  });
});
