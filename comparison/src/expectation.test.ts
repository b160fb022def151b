import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { readExpectation } from "./expectation.ts";

const known = readExpectation("home").commit !== undefined;

afterEach(() => vi.unstubAllEnvs());

test.skipIf(!known)("a commit is shown alike in every clone, however long git would make it there", () => {
  vi.stubEnv("GIT_CONFIG_COUNT", "1");
  vi.stubEnv("GIT_CONFIG_KEY_0", "core.abbrev");
  vi.stubEnv("GIT_CONFIG_VALUE_0", "12");
  expect(readExpectation("cart-badge").commit).toMatch(/^[\da-f]{7}$/);
});

test.skipIf(!known)("a clone that has only the last commits names none as that which made an expectation", () => {
  const folder = mkdtempSync(join(tmpdir(), "shallow-"));
  const shallow = join(folder, "shallow");
  writeFileSync(shallow, execFileSync("git", ["rev-parse", "HEAD"]));
  vi.stubEnv("GIT_SHALLOW_FILE", shallow);
  expect(readExpectation("export")).toMatchObject({ commit: undefined, screenThen: undefined, winner: "R1" });
  rmSync(folder, { recursive: true });
});
