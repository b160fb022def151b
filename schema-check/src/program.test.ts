import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL("../bin/schema-check.js", import.meta.url));
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag"])\n';
const SHOP = `${LINK}type Query {\n  "A thing."\n  thing: Thing\n}\n\n"A thing."\ntype Thing @key(fields: "id") {\n  "Id."\n  id: ID!\n  "Name."\n  name: String\n}\n`;
const WITHOUT_NAME = SHOP.replace('  "Name."\n  name: String\n', "");
const YAML =
  "subgraphs:\n  shop:\n    routing_url: http://127.0.0.1:1/graphql\n    schema:\n      file: shop.graphql\n";
const OPERATION = "query Names {\n  thing {\n    name\n  }\n}\n";
const CONFIGURATION = "operations: ['operations/*.graphql']\n";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A folder with files, and git's history of them: each state is a commit. */
async function repository(...states: Record<string, string>[]): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "schema-check-"));
  folders.push(path);
  const folder = new Folder(path);
  await folder.git("init", "--quiet", "--initial-branch=main");
  for (const files of states) {
    await folder.write(files);
    await folder.git("add", "--all");
    await folder.git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "state");
  }
  return folder;
}

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

const STATE = {
  "supergraph.yaml": YAML,
  "shop.graphql": SHOP,
  "operations/names.graphql": OPERATION,
  "schema-check.yaml": CONFIGURATION,
};

describe("a verdict", () => {
  test("names whom a removed field breaks, with file and line, and ends with 1", async () => {
    const shop = await repository(STATE);
    await shop.write({ "shop.graphql": WITHOUT_NAME });
    const { code, out } = await shop.check("--base", "main");
    expect(code).toBe(1);
    expect(out).toMatch(/^ +shop\.graphql:8:6 {2}.*`name`.*FIELD_REMOVED$/m);
    expect(out).toContain("breaks Names (operations/names.graphql:1:7)");
    expect(out).toContain("safely: Deprecate it first");
  });

  test("ends with 0 when nothing breaks, and with 1 when it is told to fail on what is dearer or lint", async () => {
    const shop = await repository(STATE);
    await shop.write({ "shop.graphql": SHOP.replace('  "Name."\n', '  cost: Int\n  "Name."\n') });
    expect(await shop.check("--base", "main")).toMatchObject({ code: 0 });
    expect(await shop.check("--base", "main", "--fail-on", "lint")).toMatchObject({ code: 1 });
  });

  test("compares with where the branch left main, and on main with the commit before", async () => {
    const shop = await repository(STATE, { "shop.graphql": WITHOUT_NAME });
    expect((await shop.check()).out).toContain("FIELD_REMOVED");
    await shop.git("checkout", "--quiet", "-b", "change");
    expect((await shop.check()).out).toContain("FIELD_REMOVED");
    await shop.git(
      "-c",
      "user.name=T",
      "-c",
      "user.email=t@example.com",
      "commit",
      "--quiet",
      "--allow-empty",
      "-m",
      "n",
    );
    expect((await shop.check()).out).not.toContain("FIELD_REMOVED");
  });

  test("reads a base from a composed supergraph, and two files without git", async () => {
    const shop = await repository(STATE);
    const { out } = await shop.check("compose");
    await shop.write({ "base.graphql": out, "shop.graphql": WITHOUT_NAME });
    expect((await shop.check("--base", "base.graphql")).out).toContain("FIELD_REMOVED");
    expect(await shop.check("diff", "base.graphql", "supergraph.yaml")).toMatchObject({ code: 1 });
    expect(await shop.check("diff", "supergraph.yaml", "supergraph.yaml")).toMatchObject({ code: 0 });
  });

  test("weighs by usage, and may ignore what nobody has sent lately", async () => {
    const shop = await repository(STATE);
    const usage = (lastSeen: string) =>
      JSON.stringify({ version: 1, operations: { Names: { clients: { app: { count: 7, lastSeen } } } } });
    await shop.write({ "shop.graphql": WITHOUT_NAME, "usage.json": usage("2020-01-01T00:00:00.000Z") });
    const ignoring = ["--base", "main", "--usage", "usage.json", "--ignore-unused-since", "30d"];
    expect((await shop.check("--base", "main", "--usage", "usage.json")).out).toContain("sent 7 times");
    expect(await shop.check(...ignoring)).toMatchObject({ code: 0 });
    await shop.write({ "usage.json": usage(new Date().toISOString()) });
    expect(await shop.check(...ignoring)).toMatchObject({ code: 1 });
  });

  test("lets through what was accepted, until it runs out, and tells of acceptances that fit nothing", async () => {
    const shop = await repository(STATE);
    const accept = (until: string, coordinate = "Thing.name") =>
      `accepted:\n  - code: FIELD_REMOVED\n    coordinate: ${coordinate}\n    reason: agreed with all clients\n    until: ${until}\n`;
    await shop.write({ "shop.graphql": WITHOUT_NAME, "schema-check.accepted.yaml": accept("2999-01-01") });
    expect(await shop.check("--base", "main")).toMatchObject({ code: 0 });
    await shop.write({ "schema-check.accepted.yaml": accept("2020-01-01") });
    expect((await shop.check("--base", "main")).out).toContain("schema-check.accepted.yaml:2:1");
    await shop.write({ "schema-check.accepted.yaml": accept("2999-01-01", "Thing.id") });
    expect((await shop.check("--base", "main")).out).toContain("ACCEPTED_UNUSED");
  });

  test("plans an operation, as text, JSON and Mermaid", async () => {
    const shop = await repository(STATE);
    expect((await shop.check("plan", "Names")).out).toMatch(/^Fetch shop: .*\ncost: 1\n$/);
    expect((await shop.check("plan", "operations/names.graphql", "--format", "mermaid")).out).toContain("flowchart TD");
    const json = JSON.parse((await shop.check("plan", "Names", "--format", "json")).out);
    expect(json).toMatchObject({ version: 1, operation: "Names", plan: { node: { kind: "Fetch" } } });
  });
});

describe("a report", () => {
  const broken = async () => {
    const shop = await repository(STATE);
    await shop.write({ "shop.graphql": WITHOUT_NAME });
    return (format: string) => shop.check("--base", "main", "--format", format);
  };

  test("annotates the lines of a pull request", async () => {
    const { out } = await (await broken())("github");
    expect(out).toMatch(/^::error file=shop\.graphql,line=8,col=6,title=FIELD_REMOVED::.*%0Abreaks Names/m);
  });

  test("is a comment that can be found again", async () => {
    const { out } = await (await broken())("markdown");
    expect(out).toContain("<!-- threefold schema-check -->");
    expect(out).toContain("must not be merged: 1 finding");
  });

  test("is JSON with a version and a verdict", async () => {
    const report = JSON.parse((await (await broken())("json")).out);
    expect(report).toMatchObject({ version: 1, verdict: "breaking", operations: 1 });
    expect(report.findings[0]).toMatchObject({ code: "FIELD_REMOVED", coordinate: "Thing.name" });
  });

  test("is SARIF, and JUnit's XML", async () => {
    const sarif = JSON.parse((await (await broken())("sarif")).out);
    expect(sarif).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [{ ruleId: "FIELD_REMOVED", level: "error" }] }],
    });
    expect((await (await broken())("junit")).out).toMatch(
      /<testsuites tests="1" failures="1">[\s\S]*<failure message=/,
    );
  });
});

describe("without a verdict it ends with 2 and one clear message", () => {
  test.each([
    { what: "no supergraph.yaml", files: {}, args: ["--base", "HEAD"], says: "supergraph.yaml: there is no such file" },
    {
      what: "a schema file that is missing",
      files: { "supergraph.yaml": YAML },
      args: ["--base", "HEAD"],
      says: "shop.graphql: there is no such file",
    },
    {
      what: "a base that is no ref",
      files: STATE,
      args: ["--base", "nowhere"],
      says: "--base nowhere is no git ref here",
    },
    {
      what: "a base that cannot be reached",
      files: STATE,
      args: ["--base", "http://127.0.0.1:9/"],
      says: "--base http://127.0.0.1:9/ cannot be read",
    },
    {
      what: "two subgraphs of one name",
      files: { ...STATE, "supergraph.yaml": YAML + YAML.slice(YAML.indexOf("  shop")) },
      args: ["--base", "HEAD"],
      says: "this name is there twice",
    },
    { what: "an unknown command", files: STATE, args: ["bake"], says: 'there is no command "bake"' },
    { what: "an unknown option", files: STATE, args: ["--bake"], says: "--bake" },
    {
      what: "an unknown format",
      files: STATE,
      args: ["--base", "HEAD", "--format", "pdf"],
      says: "expected one of text,",
    },
    {
      what: "days that are none",
      files: STATE,
      args: ["--ignore-unused-since", "soon"],
      says: "expected days, for example 30d",
    },
    {
      what: "nobody knows what is used",
      files: STATE,
      args: ["--base", "HEAD", "--ignore-unused-since", "30d"],
      says: "needs --usage FILE",
    },
    {
      what: "usage that is none",
      files: { ...STATE, "usage.json": "{}" },
      args: ["--base", "HEAD", "--usage", "usage.json"],
      says: "--usage usage.json: version",
    },
    {
      what: "a key of the configuration that is not known",
      files: { ...STATE, "schema-check.yaml": "operation: x\n" },
      args: ["--base", "HEAD"],
      says: "schema-check.yaml: the file: Unrecognized key",
    },
    {
      what: "an acceptance without a reason",
      files: {
        ...STATE,
        "schema-check.accepted.yaml": "accepted:\n  - code: A\n    reason: x\n    until: 2999-01-01\n",
      },
      args: ["--base", "HEAD"],
      says: "schema-check.accepted.yaml:3: accepted.0.reason",
    },
    { what: "an operation that is not known", files: STATE, args: ["plan", "Nobody"], says: "known are: Names" },
    {
      what: "a code that is not known",
      files: STATE,
      args: ["explain", "WHY"],
      says: "there is no explanation of WHY",
    },
  ])("$what", async ({ files, args, says }) => {
    const shop = await repository({ "README.md": "A shop.\n", ...files });
    const { code, err } = await shop.check(...args);
    expect(err).toContain(says);
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(code).toBe(2);
  });

  test("a shallow clone, with how to fetch more", async () => {
    const shop = await repository(STATE, { "shop.graphql": WITHOUT_NAME });
    const clone = await mkdtemp(join(tmpdir(), "schema-check-"));
    folders.push(clone);
    await run("git", ["clone", "--quiet", "--depth=1", `file://${shop.path}`, clone]);
    const { code, err } = await new Folder(clone).check();
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("git fetch --unshallow") });
  });

  test.each([
    { what: "a newer version of federation", sdl: SHOP.replace("v2.9", "v2.99"), names: "v2.99" },
    { what: "@oneOf", sdl: `${SHOP}\ninput By @oneOf {\n  id: ID\n}\n`, names: "@oneOf" },
  ])("what composition here does not know yet, by its name and not as a break: $what", async ({ sdl, names }) => {
    const shop = await repository(STATE);
    await shop.write({ "shop.graphql": sdl });
    const { code, out } = await shop.check("--base", "main");
    expect(out).toMatch(/UNSUPPORTED/);
    expect(out).toContain(names);
    expect(code).toBe(2);
  });

  test("a base that does not compose", async () => {
    const shop = await repository({ ...STATE, "shop.graphql": SHOP.replace("name: String", "name: Nothing") });
    await shop.write({ "shop.graphql": SHOP });
    const { code, err } = await shop.check("--base", "main");
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("the base (main) does not compose") });
  });
});

test("a mistake in a schema is told with file, line and what stands there, and breaks", async () => {
  const shop = await repository(STATE);
  await shop.write({ "shop.graphql": SHOP.replace("name: String", "name String") });
  const { code, out } = await shop.check("--base", "main");
  expect(out).toMatch(/shop\.graphql:12:8 .*SYNTAX_ERROR\n +\| {3}name String\n +\| {8}\^\n/);
  expect(code).toBe(1);
});

test("operations in TypeScript are read where they stand, and a file that cannot be read is told of", async () => {
  const code =
    "import { gql } from 'graphql-tag';\n\nexport const names = gql`\n  query FromCode {\n    thing { name }\n  }\n`;\n";
  const shop = await repository({ ...STATE, "app/names.ts": code, "app/bad.graphql": "query {" });
  await shop.write({ "shop.graphql": WITHOUT_NAME });
  const { out } = await shop.check("--base", "main", "--operations", "app/**/*.{ts,graphql}");
  expect(out).toContain("breaks FromCode (app/names.ts:4:9)");
  expect(out).toContain("UNREADABLE_OPERATIONS");
});

test("asks another composer too, where both agree says nothing of it", async () => {
  const shop = await repository(STATE);
  const { code, out } = await shop.check("--base", "main", "--second-opinion", "--all");
  expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining("SECOND_OPINION") });
});
