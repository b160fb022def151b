import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./system/paths.ts";

const DIFFERENTIAL = ["tools/run.mjs", "differential"];
const { PATH, HOME } = process.env;

test("an option, which would do nothing, is refused in one line, and nothing is run", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...DIFFERENTIAL, "--cases", "5"], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: "test:differential: Unknown option '--cases'; CASES and other variables say how much is run\n",
  });
});

test.skipIf(process.platform === "win32")(
  "a test run that a signal ends, sent to it alone, leaves neither processes nor a database server",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "threefold-run-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    // The server's account goes in, too.
    chmodSync(folder, 0o755);
    const run = spawn(process.execPath, DIFFERENTIAL, {
      cwd: root,
      env: { PATH, HOME, TMPDIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // When all have ended that could write there: the runner, vitest and its workers.
    const ended = once(run, "close");
    for (const stream of [run.stdout, run.stderr]) stream.resume();
    await expect.poll(() => serverIn(folder)?.status, { timeout: 30_000 }).toBe("ready");
    const server = serverIn(folder);
    run.kill("SIGTERM");
    await ended;
    await expect.poll(() => isAlive(server?.pid ?? 0), { timeout: 10_000 }).toBe(false);
  },
  60_000,
);

/** What PostgreSQL says of itself in a file of its own. */
function serverIn(folder: string): { readonly pid: number; readonly status: string | undefined } | undefined {
  const file = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((path) =>
    path.endsWith("postmaster.pid"),
  );
  if (file === undefined) return undefined;
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  return { pid: Number(lines[0]), status: lines[7]?.trim() };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
