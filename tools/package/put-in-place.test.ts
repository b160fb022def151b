import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);

it("of two who put a folder in one place at once neither fails, and one of both is there, whole", async () => {
  const folder = await mkdtemp(join(tmpdir(), "put-in-place-"));
  const putting = (who: string) => `
    import { mkdirSync, writeFileSync } from "node:fs";
    import { putInPlace } from ${JSON.stringify(new URL("put-in-place.ts", import.meta.url).href)};
    for (let time = 0; time < 40; time += 1) {
      mkdirSync("${who}");
      for (let n = 0; n < 20; n += 1) writeFileSync("${who}/" + n, "${who}");
      putInPlace("${who}", "place");
    }`;
  try {
    const args = (who: string) => ["--input-type=module", "--eval", putting(who)];
    await Promise.all(["one", "other"].map((who) => run(process.execPath, args(who), { cwd: folder })));
    expect(await readdir(folder)).toEqual(["place"]);
    const files = await readdir(join(folder, "place"));
    const texts = await Promise.all(files.map((file) => readFile(join(folder, "place", file), "utf8")));
    expect(files).toHaveLength(20);
    expect(new Set(texts).size).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});
