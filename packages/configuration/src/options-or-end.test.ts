import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const PROGRAM = `
  import { optionsOrEnd } from ${JSON.stringify(new URL("./options-or-end.ts", import.meta.url).href)};
  const { word } = optionsOrEnd("say", ([word]) => {
    if (word === "--help") return "say WORD\\n";
    if (word === undefined) throw new Error("a word is needed");
    return { word };
  });
  console.log(word);`;

test.each([
  ["goes on with what it is asked for", ["hello"], [0, "hello\n", ""]],
  ["shows how it is used, and ends", ["--help"], [0, "say WORD\n", ""]],
  ["ends with one line for what is wrong", [], [2, "", "say: a word is needed; --help lists the options\n"]],
])("a program %s", (_, args, expected) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module-typescript", "-e", PROGRAM, "--", "say.ts", ...args],
    { encoding: "utf8" },
  );
  expect([status, stdout, stderr]).toEqual(expected);
});
