import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCredentials, readOrCreateCredentials } from "./credentials.ts";

function scratchFile(): Disposable & { path: string } {
  const directory = mkdtempSync(join(tmpdir(), "credentials-"));
  return {
    path: join(directory, "data/credentials.json"),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
  };
}

test("passwords are made up once, kept for their owner only, and added to when a database is new", () => {
  using file = scratchFile();
  expect(readCredentials(file.path)).toBeUndefined();
  const first = readOrCreateCredentials(file.path, ["products"]);
  expect(first.products.owner).toMatch(/^[\w-]{32}$/);
  expect(first.products.service).not.toBe(first.products.owner);
  expect(statSync(file.path).mode & 0o777).toBe(0o600);

  const second = readOrCreateCredentials(file.path, ["products", "orders"]);
  expect(second.products).toEqual(first.products);
  expect(readCredentials(file.path)).toEqual(second);
});

test("a file that holds something else is named", () => {
  using file = scratchFile();
  readOrCreateCredentials(file.path, ["products"]);
  writeFileSync(file.path, "products: secret");
  expect(() => readOrCreateCredentials(file.path, ["products"])).toThrow(`${file.path} should hold the passwords`);
});
