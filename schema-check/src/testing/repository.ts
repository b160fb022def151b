import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL("../../bin/schema-check.js", import.meta.url));
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])\n';
export const SHOP = `${LINK}type Query {\n  "A thing."\n  thing: Thing\n}\n\n"A thing."\ntype Thing @key(fields: "id") {\n  "Id."\n  id: ID!\n  "Name."\n  name: String\n}\n`;
export const WITHOUT_NAME = SHOP.replace('  "Name."\n  name: String\n', "");
export const YAML =
  "subgraphs:\n  shop:\n    routing_url: http://127.0.0.1:1/graphql\n    schema:\n      file: shop.graphql\n";
const OPERATION = "query Names {\n  thing {\n    name\n  }\n}\n";
const CONFIGURATION = "operations: ['operations/*.graphql']\n";

/** A folder that is gone when the test has ended. */
export async function temporaryFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "schema-check-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return new Folder(path);
}

/** A folder with files, and git's history of them: each state is a commit. */
export async function repository(...states: Record<string, string>[]): Promise<Folder> {
  const folder = await temporaryFolder();
  await folder.git("init", "--quiet", "--initial-branch=main");
  for (const files of states) {
    await folder.write(files);
    await folder.commit();
  }
  return folder;
}

/** Files, and the program run beside them. */
class Folder {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  async write(files: Record<string, string>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.path, name)), { recursive: true });
      await writeFile(join(this.path, name), text);
    }
  }
  git(...args: string[]) {
    return run("git", args, { cwd: this.path });
  }
  /** Everything as it is now. */
  async commit(): Promise<void> {
    await this.git("add", "--all");
    await this.git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "state");
  }
  async check(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const environment = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
    try {
      const { stdout, stderr } = await run(process.execPath, [PROGRAM, ...args], { cwd: this.path, env: environment });
      return { code: 0, out: stdout, err: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  }
}

export const STATE = {
  "supergraph.yaml": YAML,
  "shop.graphql": SHOP,
  "operations/names.graphql": OPERATION,
  "schema-check.yaml": CONFIGURATION,
};
