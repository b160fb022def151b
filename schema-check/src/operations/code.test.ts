import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readOperations } from "./read.ts";

/** Operations as `name file:line:column`, and what could not be read, of files in a folder of their own. */
async function read(files: Record<string, string>, pattern = "**/*") {
  const folder = await mkdtemp(join(tmpdir(), "code-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const { operations, findings } = await readOperations(folder, [pattern]);
  const at = (place?: { file: string; line: number; column: number }) =>
    `${relative(folder, place?.file ?? "")}:${place?.line}:${place?.column}`;
  return {
    operations: operations.map(({ name, place }) => `${name} ${at(place)}`),
    problems: findings.map(({ code, message, place }) => `${code} ${at(place)} ${message}`),
  };
}

/** What a program puts into a template. */
const put = (code: string) => `$${`{${code}}`}`;

test.each([
  { what: "a tag", file: "a.ts", code: "\nconst q = gql`query Names { thing }`;", at: "2:21" },
  { what: "a tag with types", file: "a.ts", code: "const q = gql<Names>`query Names { thing }`;", at: "1:28" },
  {
    what: "a tag under another name",
    file: "a.ts",
    code: 'import { gql as q } from "@apollo/client";\nq`query Names { thing }`;',
    at: "2:9",
  },
  { what: "a call", file: "a.tsx", code: "const q = graphql(`\n  query Names { thing }\n` as const);", at: "2:9" },
  { what: "a call with a string", file: "a.ts", code: "const q = gql('query Names { thing }');", at: "1:22" },
  {
    what: "a call with types and a string, under another name",
    file: "a.ts",
    code: 'import { gql as q } from "urql";\nask(q<A, B>(\n  "query Names { thing(name: \\"it\'s\\") }"));',
    at: "3:10",
  },
  {
    what: "a fragment added to it",
    file: "a.ts",
    code: "const q = gql(`query Names { thing { ...A } }` + A);",
    at: "1:22",
  },
  {
    what: "a string with a comment before it",
    file: "a.js",
    code: 'ask(/* GraphQL */ "query Names { thing }");',
    at: "1:26",
  },
  { what: "a comment before it", file: "a.js", code: "ask(/* GraphQL */ `query Names { thing }`);", at: "1:26" },
  {
    what: "a comment that is written otherwise",
    file: "a.mjs",
    code: "const q = /*graphql*/ `query Names { thing }`;",
    at: "1:30",
  },
  { what: "#graphql at its head", file: "a.cts", code: "ask(`#graphql\n  query Names { thing }\n`);", at: "2:9" },
  {
    what: "#graphql below its first line",
    file: "a.ts",
    code: "ask(\n`\n #graphql\nquery Names { thing }`);",
    at: "4:7",
  },
  { what: "both marks", file: "a.ts", code: "/* GraphQL */ `#graphql\nquery Names { thing }`;", at: "2:7" },
  {
    what: "a fragment after it",
    file: "a.ts",
    code: `const q = gql\`\n  query Names { thing }\n  ${put("\n    of({ a: 1 })\n  ")}\`;`,
    at: "2:9",
  },
  {
    what: "a fragment before it",
    file: "a.ts",
    code: `const q = \`#graphql\n${put("\n  A\n")}\nquery Names { thing }\`;`,
    at: "5:7",
  },
  {
    what: "the script of a Vue component",
    file: "A.vue",
    code: '<template>\n  <p>{{ gql }}</p>\n</template>\n\n<script setup lang="ts" generic="T extends Map<string, X>">\nconst q = <Query>gql`\n  query Names { thing }`;\n</script>\n',
    at: "7:9",
  },
  {
    what: "the second script of a Svelte component",
    file: "A.svelte",
    code: "<script module>\n  import { gql } from 'x';\n</script>\n<!-- <script>gql`query Old { thing }`</script> -->\n<script>\n  import { gql } from 'x';\n  $: q = gql`query Names { thing }`;\n</script>\n<p>{q}</p>\n",
    at: "7:20",
  },
  {
    what: "the markup of a component",
    file: "A.vue",
    code: '<script src="./a.ts" />\n<template>\n  <ApolloQuery :query="gql => gql`query Names { thing }`" />\n</template>\n',
    at: "3:41",
  },
])("an operation in $what is read where it stands", async ({ file, code, at }) => {
  expect(await read({ [file]: code })).toEqual({ operations: [`Names ${file}:${at}`], problems: [] });
});

test.each([
  { what: "a selection", code: `gql\`query Names { thing { ${put("fields")} } }\``, at: "1:27" },
  { what: "an argument", code: `gql\`query Names { thing(id: ${put("id")}) }\``, at: "1:29" },
  { what: "an end", code: `gql(\`query Names { thing {\` + fields + "} }")`, at: "1:27" },
  { what: "an end after a string", code: `gql("query Names { thing { " + fields + "} }")`, at: "1:28" },
])("an operation with $what that only the program knows is told of", async ({ code, at }) => {
  expect(await read({ "a.ts": code })).toEqual({
    operations: [],
    problems: [expect.stringMatching(`^UNREADABLE_OPERATIONS a\\.ts:${at} an operation is put together when`)],
  });
});

test("a template with nothing but fragments of others in it is no mistake", async () => {
  expect(await read({ "a.ts": `export const all = gql\`\n  #graphql\n  ${put("A")}\n  ${put("B")}\n\`;` })).toEqual({
    operations: [],
    problems: [],
  });
});

test("text about operations is none", async () => {
  const code = [
    "// gql('query Old { thing }')",
    "const help = \"write gql('query Old { thing }')\";",
    "const example = `gql('query Old { thing }')`;",
    "const q = t('query { thing }') + /gql('query Old')/.source;",
  ].join("\n");
  expect(await read({ "a.ts": code })).toEqual({ operations: [], problems: [] });
});

test("one document that cannot be read hides none of the others in its file", async () => {
  const code = "gql`query Bad {`;\ngql`query Names { thing }`;";
  expect(await read({ "a.ts": code })).toEqual({
    operations: ["Names a.ts:2:11"],
    problems: [expect.stringMatching(/^UNREADABLE_OPERATIONS a\.ts:1:\d+ Syntax Error/)],
  });
});

test("a kind of file that cannot be read is told of by its name, and a folder is none", async () => {
  const { operations, problems } = await read({ "pages/a.astro": "---\nconst q = gql`query Names { thing }`;\n---\n" });
  expect(operations).toEqual([]);
  expect(problems).toEqual([
    expect.stringMatching(/^UNREADABLE_OPERATIONS pages\/a\.astro:.* Operations are read from .*\.vue and \.svelte/),
  ]);
});
