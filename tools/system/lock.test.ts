import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { takeLock } from "./lock.ts";

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "threefold-lock-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

test.skipIf(process.platform === "win32")(
  "a data directory is taken by whichever of its names it is called, and whatever TMPDIR says",
  async () => {
    const home = temporary();
    const [directory, link] = [join(home, "data"), join(home, "link")];
    const lock = await takeLock(directory);
    symlinkSync(directory, link);
    expect(await takeLock(link)).toBeUndefined();
    vi.stubEnv("TMPDIR", join(home, "nowhere"));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await takeLock(directory)).toBeUndefined();
    await lock?.release();
    const again = await takeLock(link);
    expect(again).toBeDefined();
    await again?.release();
  },
);
