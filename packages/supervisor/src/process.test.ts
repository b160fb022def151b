import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startProcess } from "./process.ts";

const OPEN_FILES = "/proc/self/fd";

test.runIf(existsSync(OPEN_FILES))("a process that is started again and again leaves no file open", async () => {
  const directory = mkdtempSync(join(tmpdir(), "supervisor-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const program = join(directory, "program.js");
  writeFileSync(program, 'console.log("started"); process.send("ready");');
  const logFile = join(directory, "program.log");
  for (let start = 0; start < 2; start += 1) {
    const child = startProcess({ name: "program", program, directory, logFile, environment: {} });
    await child.serving;
    await child.stop();
  }
  expect(readFileSync(logFile, "utf8")).toBe("started\nstarted\n");
  const open = readdirSync(OPEN_FILES).flatMap((file) => nameOf(join(OPEN_FILES, file)) ?? []);
  expect(open).not.toContain(logFile);
});

/** What a descriptor is of; undefined when it was closed since it was listed. */
function nameOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}
