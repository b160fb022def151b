import { type GraphQLSchema, parse, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { composeApiSchema } from "./api-schema.ts";
import { readOperations } from "./files.ts";
import { fillVariables } from "./lookup.ts";
import { parseOperation } from "./operation.ts";

const operations = await readOperations();

describe("the operations to try", () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await composeApiSchema();
  });

  it.each(operations)("$title: is valid against the composed schema", ({ text }) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it.each(operations.flatMap(({ lookups }) => lookups))("$query, which finds $variable, is valid too", ({ query }) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });

  it.each(operations)("$title: declares exactly the variables it is given", (operation) => {
    const [definition] = parse(operation.text).definitions;
    const declared = definition && "variableDefinitions" in definition ? (definition.variableDefinitions ?? []) : [];
    const given = [...Object.keys(operation.variables), ...operation.lookups.map(({ variable }) => variable)];
    expect(given.toSorted()).toEqual(declared.map(({ variable }) => variable.name.value).toSorted());
  });

  it("start with one that anybody may send", () => {
    expect(operations[0]).toMatchObject({ id: "three-subgraphs", as: "anonymous", kind: "query", lookups: [] });
  });

  it("have ids and names of their own", () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  });
});

describe("reading an operation's file", () => {
  const head = "# title: T\n# story: S\n# notice: N\n";

  it("joins a line that goes on with the one above, and leaves the document as it is", () => {
    const source = `# title: T\n# story: S\n# notice: first\n#   second\n# as: ada\n# variables: { "n": 1 }\nquery Q($n: Int) {\n  # kept\n  a\n}\n`;
    expect(parseOperation("playground/07-a-b.graphql", source)).toEqual({
      id: "a-b",
      name: "Q",
      kind: "query",
      title: "T",
      story: "S",
      notice: "first second",
      as: "ada",
      variables: { n: 1 },
      lookups: [],
      text: "query Q($n: Int) {\n  # kept\n  a\n}\n",
    });
  });

  it.each([
    ["a name without a number", "a.graphql", `${head}query Q { a }`, "a.graphql: expected a name like"],
    ["a line that is missing", "01-a.graphql", "# title: T\nquery Q { a }", '01-a.graphql: has no "# story:" line'],
    ["a key it does not know", "01-a.graphql", `${head}# author: me\nquery Q { a }`, "is neither"],
    [
      "a person that does not exist",
      "01-a.graphql",
      `${head}# as: eve\nquery Q { a }`,
      "must be one of anonymous, ada",
    ],
    ["variables that are no object", "01-a.graphql", `${head}# variables: [1]\nquery Q { a }`, "must be a JSON object"],
    ["a lookup that is no query", "01-a.graphql", `${head}# lookup: id\nquery Q { a }`, "variable <- { query }"],
    ["an operation without a name", "01-a.graphql", `${head}{ a }`, "its operation has no name"],
  ])("names the file and %s", (_what, file, source, message) => {
    expect(() => parseOperation(file, source)).toThrow(message);
  });
});

describe("looking variables up", () => {
  const operation = parseOperation(
    "01-a.graphql",
    '# title: T\n# story: S\n# notice: N\n# variables: { "n": 1 }\n# lookup: id <- { a { b { id } } }\nquery Q($id: ID!, $n: Int) { a }',
  );

  it("takes the first leaf of what the query answers", async () => {
    const ask = async (query: string) =>
      query === "{ a { b { id } } }" ? { a: { b: [{ id: "x" }, { id: "y" }] } } : {};
    expect(await fillVariables(operation, ask)).toEqual({ id: "x", n: 1 });
  });

  it("names the variable for which there is no value", async () => {
    await expect(fillVariables(operation, async () => ({ a: { b: [] } }))).rejects.toThrow("found no value for $id");
  });
});
