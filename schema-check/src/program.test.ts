import { describe, expect, test } from "vitest";
import { repository, SHOP, STATE, temporaryFolder, WITHOUT_NAME, YAML } from "./testing/repository.ts";

describe("a verdict", () => {
  test("names whom a removed field breaks, with file and line, and ends with 1", async () => {
    const shop = await repository(STATE);
    await shop.write({ "shop.graphql": WITHOUT_NAME });
    const { code, out } = await shop.check("--base", "main");
    expect(code).toBe(1);
    expect(out).toMatch(/^ +shop\.graphql:8:6 {2}.*`name`.*FIELD_REMOVED$/m);
    expect(out).toContain("breaks Names (operations/names.graphql:1:7)");
    expect(out).toContain("what to do: Deprecate it, wait until");
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

  test("finds a branch of the remote where only one branch was checked out", async () => {
    const shop = await repository(STATE);
    await shop.git("checkout", "--quiet", "-b", "change");
    const clone = await temporaryFolder();
    await clone.git("clone", "--quiet", shop.path, ".");
    await clone.write({ "shop.graphql": WITHOUT_NAME });
    expect((await clone.check("--base", "main")).out).toContain("working tree against main");
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

  test("ignores nothing while clients send operations that no file has, and names them", async () => {
    const shop = await repository(STATE);
    const sent = { clients: { app: { count: 1, lastSeen: new Date().toISOString() } } };
    const usage = { version: 1, operations: { FromElsewhere: sent, IntrospectionQuery: sent } };
    await shop.write({ "shop.graphql": WITHOUT_NAME, "usage.json": JSON.stringify(usage) });
    const { code, out } = await shop.check("--base", "main", "--usage", "usage.json", "--ignore-unused-since", "30d");
    expect(out).toMatch(/clients sent FromElsewhere in the last 30 days.*USAGE_UNKNOWN_OPERATIONS/);
    expect(code).toBe(1);
  });

  test("says nothing against an operation that comes with the field that it asks for", async () => {
    const shop = await repository(STATE);
    const added = SHOP.replace('  "Name."\n', '  "Price."\n  price: Int\n  "Name."\n');
    await shop.write({ "shop.graphql": added, "operations/price.graphql": "query Price { thing { price } }" });
    const { code, out } = await shop.check("--base", "main");
    expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining("Price") });
  });

  test("takes a subgraph of another name that is asked at the same place for the same one", async () => {
    const shop = await repository(STATE);
    await shop.write({ "supergraph.yaml": YAML.replace("  shop:", "  store:") });
    const { code, out } = await shop.check("--base", "main");
    expect(out).toContain("subgraph shop is now called store  SUBGRAPH_RENAMED");
    expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining("MOVED") });
  });

  test("tells of a subgraph that is asked at another place", async () => {
    const shop = await repository(STATE);
    await shop.write({ "supergraph.yaml": YAML.replace("127.0.0.1:1", "127.0.0.1:2") });
    const { out } = await shop.check("--base", "main");
    expect(out).toMatch(/subgraph shop has the URL .*:2\/graphql instead of .*:1\/graphql {2}SUBGRAPH_URL_CHANGED/);
  });

  test("shows the line where something stood that is gone", async () => {
    const shop = await repository({ ...STATE, "shop.graphql": `${SHOP}\n"Old."\ntype Old {\n  "A."\n  a: Int\n}\n` });
    await shop.write({ "shop.graphql": `${SHOP}\n"Another."\ntype Another {\n  "B."\n  b: Int\n}\n` });
    const { out } = await shop.check("--base", "main");
    expect(out).toMatch(/TYPE_REMOVED\n +\| type Old \{/);
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

  test("an acceptance is for the change that it is merged with: it fails nobody afterwards, and lets no other through", async () => {
    const accept = `accepted:\n  - code: FIELD_REMOVED\n    reason: agreed with all clients\n    until: 2999-01-01\n`;
    const shop = await repository(STATE, { "shop.graphql": WITHOUT_NAME, "schema-check.accepted.yaml": accept });
    expect(await shop.check()).toMatchObject({ code: 0 });
    await shop.write({ "notes.txt": "Another change.\n" });
    await shop.commit();
    expect(await shop.check()).toMatchObject({ code: 0, out: expect.stringContaining("ACCEPTED_SPENT") });
    await shop.write({ "shop.graphql": WITHOUT_NAME.replace('  "Id."', '  "Kind."\n  kind: Int\n  "Id."') });
    await shop.commit();
    await shop.write({ "shop.graphql": WITHOUT_NAME });
    await shop.commit();
    expect(await shop.check()).toMatchObject({ code: 1, out: expect.stringContaining("Field `kind` was removed") });
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

test("operations are held to the schema as Apollo Client sends them, and a file of any name is planned", async () => {
  const local = `query Local($open: Boolean) {
    thing @nonreactive { name isOpen(if: $open) @client ...Parts @unmask }
    drawer @client { isOpen }
  }
  fragment Parts on Thing { isNew @client }
`;
  const shop = await repository({ ...STATE, "app/[id].graphql": local });
  await shop.write({ "shop.graphql": WITHOUT_NAME });
  const { out } = await shop.check("--base", "main", "--operations", "app/*.graphql");
  expect(out).toContain("breaks Local (app/[id].graphql:1:7)");
  await shop.write({ "shop.graphql": SHOP });
  expect((await shop.check("plan", "app/[id].graphql")).out).toMatch(/^Fetch shop: .*name/);
});

test("a fragment whose name another program has as well is each program's own", async () => {
  const files = ["web", "admin"].map((program) => [
    [`${program}/page.graphql`, `query In_${program} { thing { ...Parts } }`],
    [`${program}/parts.graphql`, `fragment Parts on Thing { ${program === "web" ? "name" : "id"} }`],
  ]);
  const shop = await repository({ ...STATE, ...Object.fromEntries(files.flat()) });
  await shop.write({ "shop.graphql": WITHOUT_NAME });
  const { out } = await shop.check("--base", "main", "--operations", "{web,admin}/*.graphql");
  expect(out).toContain("breaks In_web");
  expect(out).not.toContain("In_admin");
});

test("operations in a folder of generated files are read when it is named, and a pattern that fits nothing is told of", async () => {
  const manifest = JSON.stringify({ abc: "query Trusted { thing { name } }" });
  const shop = await repository({ ...STATE, "app/generated/documents.json": manifest });
  await shop.write({ "shop.graphql": WITHOUT_NAME });
  const named = ["--operations", "app/generated/documents.json", "--operations", "gone/*.graphql"];
  const { out } = await shop.check("--base", "main", "--operations", "app/**/*.json", ...named);
  expect(out).toContain("breaks Trusted (app/generated/documents.json#abc:1:7)");
  expect(out).toContain("no file matches the pattern gone/*.graphql of operations  NO_OPERATIONS_FOUND");
});

test("asks another composer too, where both agree says nothing of it", async () => {
  const shop = await repository(STATE);
  const { code, out } = await shop.check("--base", "main", "--second-opinion", "--all");
  expect({ code, out }).toEqual({ code: 0, out: expect.not.stringContaining("SECOND_OPINION") });
});
