import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, posix } from "node:path";
import { removeEmbeddedPostgres, startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { awaitReady } from "@threefold/supervisor";
import { expect, test } from "vitest";
import { processes } from "../../topology.ts";
import { checkout, freePortBase } from "../system/running.ts";

/**
 * No Docker engine is needed: a directory is made with just what the Dockerfile leaves in the image, and each service's
 * command is run in it, after the setup that docker-compose.yml runs first.
 */
test("setup and every process start from what the image holds, and answer together", async () => {
  mkdirSync(join(checkout, ".data"), { recursive: true });
  // In the checkout, so that its files can be linked instead of copied.
  const home = mkdtempSync(join(checkout, ".data/image-"));
  const image = join(home, "threefold");
  const directory = join(home, "run");
  linkTree("", image);
  execFileSync(
    "npm",
    ["prune", "--omit=dev", "--omit=optional", "--ignore-scripts", "--offline", "--no-audit", "--no-fund"],
    { cwd: image, stdio: "pipe" },
  );
  const server = await startEmbeddedPostgres({ directory: join(home, "postgres"), durable: false });
  const environment = { PATH: process.env["PATH"] ?? "", HOME: home };
  execFileSync(process.execPath, ["tools/run.mjs", "setup"], {
    cwd: image,
    env: { ...environment, DATABASE_URL: server.adminUrl, SETUP_DIRECTORY: directory, SEED: "S" },
    stdio: "pipe",
  });
  const base = await freePortBase();
  const children: ChildProcess[] = [];
  try {
    for (const [name, { program }] of Object.entries(processes)) {
      const file = join(directory, `${name}.env`);
      // What a network of containers would give: names for hosts, and the same ports for everybody.
      writeFileSync(file, onThisMachine(readFileSync(file, "utf8"), base));
      children.push(
        spawn(process.execPath, [`--env-file=${file}`, program], { cwd: image, env: environment, stdio: "ignore" }),
      );
    }
    const gateway = `http://127.0.0.1:${base}`;
    await awaitReady(`${gateway}/health/ready`, AbortSignal.timeout(30_000));
    const query = "{ products(first: 1) { edges { node { name unitsSold seller { displayName } } } } }";
    const response = await fetch(`${gateway}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({
      data: { products: { edges: [{ node: { seller: { displayName: expect.any(String) } } }] } },
    });
    expect((await fetch(`${gateway}/`)).status).toBe(200);
    const schema = await fetch(`${gateway}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __schema { queryType { name } } }" }),
    });
    expect(schema.status).toBe(400);
  } finally {
    await Promise.all(
      children.map(async (child) => {
        child.kill("SIGTERM");
        if (child.exitCode === null) await once(child, "exit");
      }),
    );
    await removeEmbeddedPostgres(join(home, "postgres"));
    rmSync(home, { recursive: true, force: true });
  }
}, 180_000);

/** Every host is this one, and every port is counted from another base: a system may run here already. */
function onThisMachine(variables: string, base: number): string {
  return variables
    .replaceAll(
      /\/\/(gateway|products|users|orders):40(\d\d)/g,
      (_, _name, port: string) => `//127.0.0.1:${base + Number(port)}`,
    )
    .replaceAll(
      /^(PORT|METRICS_PORT)='40(\d\d)'/gm,
      (_, name: string, port: string) => `${name}='${base + Number(port)}'`,
    )
    .replace(/^HOST='0\.0\.0\.0'/m, "HOST='127.0.0.1'");
}

/** Paths of the checkout that the image is made without, or that other tests write meanwhile. */
const NOT_IN_IMAGE =
  /^(?:\.git|\.data|\.turbo|e2e|bench|comparison|docs|node_modules\/\.(?:cache|package-\d+)|(?:gateway|schema-check)\/dist|web\/dist-compare)$/;

/** A tree of the same files, but for what npm writes in place: that would be written in the checkout too. */
function linkTree(path: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(join(checkout, path), { withFileTypes: true })) {
    const inside = posix.join(path, entry.name);
    if (NOT_IN_IMAGE.test(inside)) continue;
    const [source, target] = [join(checkout, inside), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(inside, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.name.endsWith("package-lock.json")) copyFileSync(source, target);
    else linkSync(source, target);
  }
}
