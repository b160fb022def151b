import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

// What strangers do: install the package into a repository of their own that has a supergraph.yaml.

const run = promisify(execFile);
const workspace = fileURLToPath(new URL("..", import.meta.url));
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const SHOP = `${LINK}type Query {\n  thing: Thing\n}\n\ntype Thing {\n  id: ID!\n  name: String\n}\n`;
const YAML =
  "subgraphs:\n  shop:\n    routing_url: http://127.0.0.1:1/graphql\n    schema:\n      file: shop.graphql\n";

let repository: string;
const inRepository = (name: string, text: string) => writeFile(join(repository, name), text);
const git = (...args: string[]) =>
  run("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], { cwd: repository });

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), "schema-check-installed-"));
  await run(process.execPath, [join(workspace, "build", "build.ts")]);
  const { stdout } = await run("npm", ["pack", join(workspace, "dist"), "--json"], { cwd: repository });
  const [{ filename }] = JSON.parse(stdout);
  await inRepository("package.json", JSON.stringify({ private: true }));
  const quietly = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];
  await run("npm", ["install", ...quietly, `./${filename}`], { cwd: repository });
  await inRepository(".gitignore", "node_modules\n*.tgz\n");
  await inRepository("supergraph.yaml", YAML);
  await inRepository("shop.graphql", SHOP);
  await inRepository("names.graphql", "query Names { thing { name } }");
  await inRepository("schema-check.yaml", "operations: [names.graphql]\n");
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git("commit", "--quiet", "-m", "a shop");
}, 180_000);
afterAll(() => rm(repository, { recursive: true, force: true }));

it("checks a repository of somebody else's", async () => {
  const program = join(repository, "node_modules", ".bin", "schema-check");
  const check = () => run(process.execPath, [program, "--base", "HEAD"], { cwd: repository });
  expect((await check()).stdout).toContain("Nothing changed.");
  await inRepository("shop.graphql", SHOP.replace("  name: String\n", ""));
  await expect(check()).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining("breaks Names") });
}, 60_000);
