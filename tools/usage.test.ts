import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { monolith, processes } from "../topology.ts";
import { root } from "./system/paths.ts";

const folder = mkdtempSync(join(tmpdir(), "threefold-usage-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program that ends by itself, before it has started anything. */
function execute(program: string, args: readonly string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, DATA_DIRECTORY: join(folder, "data"), ...environment };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) =>
    execFile(process.execPath, [program, ...args], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  );
}

const run = (tool: string, args: readonly string[], environment?: Record<string, string>) =>
  execute("tools/run.mjs", [tool, ...args], environment);

test.concurrent.each(["start", "dev", "reset", "seed", "demo", "advance", "monolith", "setup", "differential"])(
  "%s --help says what it does, and does nothing",
  async (tool) => {
    const { code, stdout, stderr } = await run(tool, ["--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/npm run|npm start|DATABASE_URL/);
    expect(existsSync(join(folder, "data"))).toBe(false);
  },
);

test.concurrent.each(["start", "check", "arrows", "lockfile", "advance"])(
  "%s refuses an option that it does not know, in one line, and does nothing",
  async (tool) => {
    const { code, stdout, stderr } = await run(tool, ["--chekc"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(new RegExp(`^${tool}: .*--chekc.*\\n$`));
  },
);

const { gateway: _, ...configuredByVariables } = processes;

test.concurrent.each(Object.entries({ ...configuredByVariables, monolith }))(
  "the process %s, which variables configure, refuses an option in one line",
  async (name, { program }) => {
    const { code, stdout, stderr } = await execute(program, ["--port", "5000"]);
    const reason = "--port does nothing here: variables say how this is configured";
    expect([code, stdout, stderr]).toEqual([1, "", `${name}: ${reason}\n`]);
  },
  60_000,
);

test("advance takes one order: of two, neither is moved on", async () => {
  const { code, stderr } = await run("advance", ["TF-2026-000501", "TF-2026-000502"], { PORT_BASE: "63000" });
  expect([code, stderr]).toEqual([1, "advance: npm run advance -- ORDER, for example TF-2026-000501\n"]);
});

test("a folder for databases, keys and logs that cannot be used is told in one line", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const { code, stderr } = await run("start", [], { DATA_DIRECTORY: file });
  expect([code, stderr]).toEqual([1, `start: EEXIST: file already exists, mkdir '${file}'\n`]);
});

test("a reset of a folder that has more than a start puts there is refused, and removes nothing", async () => {
  const home = mkdtempSync(join(folder, "home-"));
  const thesis = join(home, "thesis.tex");
  writeFileSync(thesis, "");
  const { code, stderr } = await run("reset", [], { DATA_DIRECTORY: home });
  expect([code, stderr]).toEqual([
    1,
    `reset: ${home} has thesis.tex, which no start puts there: is DATA_DIRECTORY right?\n`,
  ]);
  expect(existsSync(thesis)).toBe(true);
});

test("what runs on this machine is not looked for behind the proxy that is meant for all else", async () => {
  const asked: (string | undefined)[] = [];
  const proxy = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(502).end();
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const environment = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: `http://127.0.0.1:${port}`, no_proxy: "intranet.example" };
  const { code } = await run("advance", ["TF-2026-000501"], { ...environment, PORT_BASE: "63000" });
  expect([code, asked]).toEqual([1, []]);
  proxy.close();
});

test("a database whose certificate is not there is named without its password, in one line", async () => {
  const { code, stderr } = await run("setup", [], {
    DATABASE_URL: "postgresql://somebody:secret@127.0.0.1:1/shop?sslmode=verify-full&sslrootcert=/nowhere.crt",
    SETUP_DIRECTORY: join(folder, "setup"),
  });
  const reason = "ENOENT: no such file or directory, open '/nowhere.crt'";
  expect([code, stderr]).toEqual([1, `setup: the database shop at 127.0.0.1:1 cannot be reached: ${reason}\n`]);
});
