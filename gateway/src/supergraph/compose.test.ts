import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { virtualClock } from "@threefold/upstream/testing";
import { expect, it } from "vitest";
import { startGateway, temporaryFolder } from "../testing/gateway.ts";
import { AUTHORS, BOOKS, startAuthors, startBooks } from "../testing/library.ts";
import { listeningLogger } from "../testing/logger.ts";
import { composeSource } from "./compose.ts";

it("a supergraph is composed of running subgraphs and files, and anew when one of them changes", async () => {
  await using folder = await temporaryFolder();
  await using books = await startBooks();
  await using authors = await startAuthors();
  const yaml = join(folder.path, "supergraph.yaml");
  const schema = join(folder.path, "authors.graphql");
  await writeFile(schema, AUTHORS);
  await writeFile(
    yaml,
    `subgraphs:
  books: { schema: { subgraph_url: "${books.url}" } }
  authors: { routing_url: "${authors.url}", schema: { file: authors.graphql } }
`,
  );
  const clock = virtualClock();
  const { logger, until } = listeningLogger();
  await using gateway = await startGateway("", {
    supergraph: composeSource(yaml, { intervalMs: 1_000, clock }),
    watch: true,
    logger,
    introspection: true,
  });
  const look = async () => {
    while (clock.waits.length === 0) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(1_000);
  };
  expect((await gateway.ask("{ books { title author { name } } }")).errors).toBeUndefined();

  const served = until("a new supergraph is served");
  await writeFile(schema, AUTHORS.replace("name: String!", "name: String! born: Int"));
  await look();
  await served;
  expect((await gateway.ask('{ __type(name: "Author") { fields { name } } }')).data).toEqual({
    __type: { fields: [{ name: "id" }, { name: "name" }, { name: "born" }] },
  });

  const refused = until("authors.graphql");
  await writeFile(schema, AUTHORS.replace("name: String!", "name: Film"));
  await look();
  await refused;
  expect((await gateway.ask("{ authors { name } }")).errors).toBeUndefined();
});

it("a subgraph that is asked for its schema is asked no longer when the gateway closes", async () => {
  await using folder = await temporaryFolder();
  const { promise: asked, resolve } = Promise.withResolvers<IncomingMessage>();
  const silent = createServer(resolve).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const yaml = join(folder.path, "supergraph.yaml");
  await writeFile(yaml, `subgraphs: { books: { schema: { subgraph_url: "http://127.0.0.1:${port}/" } } }`);
  const closing = new AbortController();
  const reading = composeSource(yaml, { intervalMs: 1_000, clock: virtualClock() }).read(closing.signal);
  const refused = expect(reading).rejects.toThrow(/cannot be reached/);
  const { socket } = await asked;
  const left = once(socket, "close");
  closing.abort();
  await Promise.all([refused, left]);
  silent.close();
});

it("what does not compose is told in one line, with the place of the first mistake", async () => {
  await using folder = await temporaryFolder();
  const yaml = join(folder.path, "supergraph.yaml");
  await writeFile(
    yaml,
    "subgraphs: { books: { routing_url: 'http://127.0.0.1:1/', schema: { file: books.graphql } } }",
  );
  const source = composeSource(yaml, { intervalMs: 1_000, clock: virtualClock() });
  await expect(source.read()).rejects.toThrow(/does not compose: .*books\.graphql: there is no such file/);
  await writeFile(join(folder.path, "books.graphql"), BOOKS.replace("author: Author!", "author: Writer!"));
  await expect(source.read()).rejects.toThrow(/^[^\n]*does not compose: [^\n]*Writer[^\n]*$/);
});
