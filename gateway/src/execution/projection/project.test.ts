import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { responseNames } from "@threefold/federation/planner";
import { createRandom, generateOperation, type Random } from "@threefold/random-operations";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { naiveProject, onlyOperation } from "../../testing/naive.ts";
import type { Variables } from "../execution.ts";
import type { Json, JsonObject } from "../json.ts";
import { compileProject } from "./project.ts";

const schema = buildSchema(`
  type Query { thing: Thing! things: [Thing!] grid: [[Named]!] named: Named either: Either int: Int float: Float! text: String flag: Boolean! id: ID level: Level! levels: [Level!]! ids: [ID!] constructor: String any: Any }
  type Thing implements Named { id: ID! name: String thing: Thing things: [Thing!]! either: Either named: Named! count: Int! }
  type Other implements Named { name: String level: Level count: Int! things: [Thing] }
  interface Named { name: String }
  union Either = Thing | Other
  enum Level { LOW HIGH }
  scalar Any
`);
const names = responseNames(new Set());

const NEVER = Number.POSITIVE_INFINITY;

const projectWith =
  (generateAfter: number) =>
  (text: string, data: JsonObject, variables: Variables = {}) => {
    const document = parse(text);
    const fragments = document.definitions.filter((definition) => definition.kind === "FragmentDefinition");
    const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    return compileProject(onlyOperation(document), byName, schema, names, generateAfter)(data, variables);
  };

describe.each([
  ["by closures", projectWith(NEVER)],
  ["by code that is generated for the operation", projectWith(0)],
])("the text of a response %s", (_how, projectText) => {
  it("is what graphql-js makes of the same data, for random operations and random data", () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = createRandom(seed);
      const operation = generateOperation({ schema, random, tempting: ["id", "name", "constructor"], ids: ["1"] });
      const document = parse(operation.document);
      if (validate(schema, document).length > 0) continue;
      const data = randomObject(random, 0);
      // Defaults are coerced before a projection.
      const flags = { flagA: random.chance(0.5), flagB: random.chance(0.5) };
      const variables = { ...operation.variables, ...flags };
      const { data: text } = projectText(operation.document, data, variables);
      const expected = JSON.stringify(naiveProject(schema, document, data, variables));
      expect(text, `seed ${seed}: ${operation.document}`).toBe(expected);
    }
  });

  it.each<[string, string, Json, string]>([
    ["an Int of 32 bits", "int", 2147483647, '{"int":2147483647}'],
    ["no Int beyond", "int", 2147483648, '{"int":null}'],
    ["no fraction for an Int", "int", 1.5, '{"int":null}'],
    ["no text for an Int", "int", "1", '{"int":null}'],
    ["null all the way up for an infinite Float", "float", Number.POSITIVE_INFINITY, "null"],
    ["a whole Float", "float", 1e21, '{"float":1e+21}'],
    [
      "text with all that must be escaped",
      "text",
      '"\\\u0000\u2028\ud800',
      `{"text":${JSON.stringify('"\\\u0000\u2028\ud800')}}`,
    ],
    ["an ID from a number", "id", 5, '{"id":"5"}'],
    ["no ID from a fraction", "id", 0.5, '{"id":null}'],
    ["no enum value that the schema does not know", "levels", ["LOW", "NONE"], "null"],
    ["a custom scalar as it came", "any", { a: [1, null] }, '{"any":{"a":[1,null]}}'],
  ])("shows %s", (_what, field, value, expected) => {
    expect(projectText(`{ ${field} }`, { [field]: value }).data).toBe(expected);
  });

  it("does not show what objects inherit", () => {
    expect(projectText("{ constructor }", {}).data).toBe('{"constructor":null}');
  });

  it("says where a null is that the schema forbids", () => {
    const { data, problems } = projectText("{ things { n: count } text }", { things: [{ n: 1 }, {}], text: "t" });
    expect(data).toBe('{"things":null,"text":"t"}');
    expect(problems).toEqual([
      {
        message: "Cannot return null for non-nullable field Thing.count.",
        path: ["things", 1, "n"],
        extensions: { code: "INVALID_GRAPHQL" },
      },
    ]);
  });

  it("answers about the schema without a subgraph", () => {
    const text =
      "query($name: String!) { __typename __type(name: $name) { kind ...N } __schema { queryType { name } } } fragment N on __Type { name }";
    expect(projectText(text, {}, { name: "Level" }).data).toBe(
      '{"__typename":"Query","__type":{"kind":"ENUM","name":"Level"},"__schema":{"queryType":{"name":"Query"}}}',
    );
  });
});

describe("code that is generated for an operation", () => {
  it("finds fault with what closures find fault with, in the same words and places", () => {
    let faults = 0;
    for (let seed = 400; seed < 800; seed++) {
      const random = createRandom(seed);
      const { document, variables } = generateOperation({ schema, random, tempting: ["count", "level"], ids: ["1"] });
      if (validate(schema, parse(document)).length > 0) continue;
      const data = randomObject(random, 0);
      const given = { ...variables, flagA: random.chance(0.5), flagB: random.chance(0.5) };
      const generated = projectWith(0)(document, data, given);
      expect(generated, `seed ${seed}: ${document}`).toEqual(projectWith(NEVER)(document, data, given));
      faults += generated.problems.length;
    }
    expect(faults).toBeGreaterThan(100);
  });

  it("shows what must be escaped, short or long", () => {
    for (const text of ["plain", '"', "\\", "\n", "\ud800", "\u2028", "é", "x".repeat(100), `${"x".repeat(100)}"\t`]) {
      const data = { thing: { id: text, name: text, count: 1 } };
      const expected = JSON.stringify(data);
      expect(projectWith(0)("{ thing { id name count } }", data).data).toBe(expected);
    }
  });

  it("is done without where a process forbids it", async () => {
    const program = `
      const { mayGenerate } = await import(${JSON.stringify(new URL("./generate.ts", import.meta.url).href)});
      process.stdout.write(String(mayGenerate));`;
    const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    expect(stdout).toBe("false");
  });
});

/** An object that may be anything of the schema, and wrong anywhere, under the names that operations use. */
function randomObject(random: Random, depth: number): JsonObject {
  const names = ["id", "name", "thing", "things", "either", "named", "count", "grid", "int", "float", "text", "flag"];
  const more = ["level", "levels", "ids", "constructor", "any", "a0", "a1", "a2", "a3", "id_0", "name_0", "thing_0"];
  const object: JsonObject = { __typename: random.pick(["Thing", "Other", "Thing", "Other", "Unknown"]) };
  for (const name of [...names, ...more]) if (random.chance(0.8)) object[name] = randomValue(random, name, depth + 1);
  return object;
}

function randomValue(random: Random, name: string, depth: number): Json {
  if (random.chance(0.05)) return null;
  const wanted = random.chance(0.95);
  if (wanted && ["things", "grid"].includes(name)) {
    const items = depth > 3 ? [] : [randomObject(random, depth), randomObject(random, depth)];
    return name === "grid" ? [items] : items;
  }
  if (wanted && ["thing", "either", "named"].includes(name)) return depth > 3 ? null : randomObject(random, depth);
  if (wanted && name === "levels") return ["LOW", "HIGH"];
  if (wanted && name === "ids") return ["1", "2"];
  if (wanted && name === "level") return "LOW";
  if (wanted && ["count", "int", "float"].includes(name)) return random.integer(9);
  if (wanted && name === "flag") return true;
  return "text";
}
