import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ask, temporaryFolder } from "./testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./testing/library.ts";
import { runProgram } from "./testing/program.ts";

const RECORDER = new URL("testing/record-connections.js", import.meta.url).href;

it("connects to its subgraphs and to nothing else, whatever Apollo's variables say", async () => {
  await using folder = await temporaryFolder();
  await using books = await startBooks();
  await using authors = await startAuthors();
  const supergraph = join(folder.path, "supergraph.graphql");
  await writeFile(supergraph, librarySupergraph({ books: books.url, authors: authors.url }));

  const environment = {
    APOLLO_KEY: "service:graph:key",
    APOLLO_GRAPH_REF: "graph@current",
    APOLLO_SCHEMA_REPORTING: "true",
    APOLLO_TELEMETRY_DISABLED: "0",
  };
  await using program = runProgram(["--supergraph", supergraph, "--port", "0"], environment, ["--import", RECORDER]);
  const url = String((await program.logged("listening"))["url"]);
  expect((await ask(url, { query: "{ books { author { name } } }" })).errors).toBeUndefined();
  // Reporters that collect send what they have when they are shut down.
  program.kill("SIGTERM");
  const { stderr } = await program.ended;
  expect(stderr.trim().split("\n")).toEqual(["connects to 127.0.0.1", "connects to 127.0.0.1"]);
});
