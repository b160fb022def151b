import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { serverAccount } from "./account.ts";
import { findBinaries, packageRoot, usableBy } from "./binaries.ts";

test("a platform without a build is named in one line, with the way out", () => {
  expect(() => packageRoot("sunos-sparc")).toThrow(
    "there is no embedded PostgreSQL for sunos-sparc: set DATABASE_URL to a server of your own",
  );
});

test("the programs run without npm having run any install script", () => {
  const account = serverAccount();
  const { stdout } = spawnSync(findBinaries(account).postgres, ["--version"], { ...account, encoding: "utf8" });
  expect(stdout).toMatch(/^postgres \(PostgreSQL\) 18\./);
});

test.runIf(process.getuid?.() === 0)("programs under a folder that only root may enter run from a copy", () => {
  const locked = mkdtempSync(join(tmpdir(), "embedded-postgres-locked-"));
  const account = serverAccount();
  cpSync(dirname(dirname(findBinaries(account).postgres)), locked, { recursive: true, verbatimSymlinks: true });
  chmodSync(locked, 0o700);
  const { postgres } = usableBy(account, locked);
  try {
    expect(postgres.startsWith(locked)).toBe(false);
    expect(spawnSync(postgres, ["--version"], account).status).toBe(0);
  } finally {
    rmSync(locked, { recursive: true });
    rmSync(dirname(dirname(postgres)), { recursive: true });
  }
});
