import { describe, expect, test } from "vitest";
import { repository, SHOP, STATE, temporaryFolder, WITHOUT_NAME, YAML } from "./testing/repository.ts";

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
      says: "--base nowhere is not a git ref",
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
    const clone = await temporaryFolder();
    await clone.git("clone", "--quiet", "--depth=1", `file://${shop.path}`, ".");
    const { stdout: base } = await shop.git("rev-parse", "HEAD^");
    for (const named of [[], ["--base", base.trim()]]) {
      const { code, err } = await clone.check(...named);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("git fetch --unshallow") });
    }
  });

  test("a base without supergraph.yaml, with what that means", async () => {
    const shop = await repository({ "README.md": "A shop.\n" }, STATE);
    const { code, err } = await shop.check();
    expect(err).toMatch(/supergraph\.yaml: there is no such file\. If it is new or was moved/);
    expect(code).toBe(2);
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
