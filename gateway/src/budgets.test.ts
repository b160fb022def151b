import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scratchDatabase } from "@threefold/database/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, temporaryFolder } from "./testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./testing/library.ts";
import { runProgram } from "./testing/program.ts";

const EXAMPLE = fileURLToPath(new URL("../examples/budgets-in-postgres.mjs", import.meta.url));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let books: Awaited<ReturnType<typeof startBooks>>;
let authors: Awaited<ReturnType<typeof startAuthors>>;
beforeAll(async () => {
  [folder, books, authors] = await Promise.all([temporaryFolder(), startBooks(), startAuthors()]);
  await writeFile(inFolder("supergraph.graphql"), librarySupergraph({ books: books.url, authors: authors.url }));
});
afterAll(() => Promise.all([folder, books, authors].map((part) => part[Symbol.asyncDispose]())));

const inFolder = (name: string) => join(folder.path, name);

/** The program on a configuration file with these costs. */
async function startProgram(cost: object, environment: Record<string, string> = {}) {
  const file = inFolder(`${crypto.randomUUID()}.json`);
  await writeFile(file, JSON.stringify({ supergraph: "supergraph.graphql", port: 0, cost }));
  return runProgram(["--config", file], environment);
}

/** One object: it costs 1, before and after. */
const BOOK = { query: "{ book(isbn: 1) { title } }" };

describe("a store of budgets that a module gives", () => {
  it("is one for two gateways on a database: what a client spent at one is gone at the other", async () => {
    await using database = await scratchDatabase();
    const environment = { DATABASE_URL: database.ownerUrl };
    const cost = { "per-minute": 3, store: EXAMPLE };
    await using one = await startProgram(cost, environment);
    await using other = await startProgram(cost, environment);
    const [first, second] = await Promise.all(
      [one, other].map(async (program) => String((await program.logged("listening"))["url"])),
    );
    for (const url of [first, second, first]) expect(await ask(url ?? "", BOOK)).toMatchObject({ status: 200 });
    for (const url of [first, second]) {
      const refused = await ask(url ?? "", BOOK);
      expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: "RATE_LIMITED" } }] });
      // A third of a minute's worth comes back in 20 s.
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(10);
    }
    for (const program of [one, other]) program.kill("SIGTERM");
    expect(await Promise.all([one.ended, other.ended])).toMatchObject([
      { code: 0, stderr: "" },
      { code: 0, stderr: "" },
    ]);
  });

  it("gives back what an operation was estimated too high", async () => {
    await using database = await scratchDatabase();
    await using program = await startProgram(
      { "per-minute": 30, store: EXAMPLE, report: "on" },
      { DATABASE_URL: database.ownerUrl },
    );
    const url = String((await program.logged("listening"))["url"]);
    const { headers } = await ask(url, { query: "{ books { author { name } } }" });
    expect(headers.get("x-graphql-cost")).toBe("estimated=20, actual=4");
    expect(await ask(url, { query: "{ books { author { name } } }" })).toMatchObject({ status: 200 });
  });

  it("refuses an operation when it fails, and the log says why", async () => {
    await writeFile(
      inFolder("away.mjs"),
      'export default { take: async () => { throw new Error("the budgets are away"); }, shift: async () => {} };',
    );
    await using program = await startProgram({ "per-minute": 3, store: "away.mjs" });
    const url = String((await program.logged("listening"))["url"]);
    expect(await ask(url, BOOK)).toMatchObject({
      status: 500,
      errors: [{ message: expect.not.stringContaining("away"), extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    });
    expect(JSON.stringify(await program.logged("unexpected error"))).toContain("the budgets are away");
  });
});

describe("a store that cannot be had ends the start with one line", () => {
  it.each<[string, object, string | undefined, RegExp]>([
    ["no such file", { store: "gone.mjs" }, undefined, /cost\.store: .*gone\.mjs cannot be loaded: Cannot find module/],
    [
      "no JavaScript",
      { store: "broken.mjs" },
      "export default {",
      /cost\.store: .*broken\.mjs cannot be loaded: Unexpected/,
    ],
    [
      "no store",
      { store: "other.mjs" },
      "export default { take() {} };",
      /cost\.store: .*other\.mjs has no budget store as/,
    ],
    ["no budgets", { store: "x.mjs", "per-minute": undefined }, "", /:1: cost\.store: expected per-minute beside it/],
    ["no name", { store: 1 }, undefined, /:1: cost\.store: expected a JavaScript file, not 1/],
  ])("%s", async (_case, cost, text, line) => {
    if (text !== undefined && "store" in cost) await writeFile(inFolder(String(cost.store)), text);
    await using program = await startProgram({ "per-minute": 3, ...cost });
    const { code, stderr } = await program.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(/^threefold-gateway: [^\n]+\n$/);
  });
});
