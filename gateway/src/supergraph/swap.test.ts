import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InvalidSupergraphError } from "@threefold/federation";
import { expect, it } from "vitest";
import { createGateway } from "../index.ts";
import { replaceFile, startGateway, temporaryFolder } from "../testing/gateway.ts";
import { BOOKS, librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import { listeningLogger } from "../testing/logger.ts";
import { startSubgraph } from "../testing/subgraph.ts";
import { fileSource } from "./file.ts";

it("a new supergraph serves from its arrival on, and what began with the old one ends with it", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: waiting, resolve: begun } = Promise.withResolvers<void>();
  await using books = await startBooks({ gate, waiting: begun });
  await using authors = await startAuthors();
  const films = BOOKS.replace("slow: String", "films: [String!]!");
  await using filmsSubgraph = await startSubgraph({
    sdl: films,
    resolvers: { Query: { films: () => ["Great Expectations"] } },
  });
  const { logger, until } = listeningLogger();
  await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    watch: true,
    logger,
  });
  const status = async () => (await (await fetch(`${gateway.url}/supergraph`)).json()) as { id: string };
  const before = await status();

  const slow = gateway.ask("{ slow authors { name } }");
  await waiting;
  const swapped = until("a new supergraph is served");
  await gateway.write(librarySupergraph({ books: filmsSubgraph.url, authors: authors.url }, { books: films }));
  await swapped;

  expect((await gateway.ask("{ films }")).data).toEqual({ films: ["Great Expectations"] });
  expect((await gateway.ask("{ slow }")).status).toBe(400);
  expect(await status()).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{64}$/),
    loadedAt: expect.stringMatching(/^2/),
    ageSeconds: expect.any(Number),
  });
  expect((await status()).id).not.toBe(before.id);
  open();
  expect((await slow).data).toMatchObject({ slow: "at last" });
});

it("a broken supergraph is refused and said, and the old one serves on until a good one comes", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const { logger, until } = listeningLogger();
  const good = librarySupergraph({ books: books.url, authors: authors.url });
  await using gateway = await startGateway(good, { watch: true, logger, detailedErrors: true });
  const status = async () => (await fetch(`${gateway.url}/supergraph`)).json();
  const before = await status();

  for (const [broken, reason] of [
    ["", /is empty/],
    ["type Query { a: Int }", /must be a core schema/],
    [good.replace(authors.url, ""), /for the subgraph authors no URL/],
    [good.replace('key: "isbn"', 'key: "nowhere"'), /no operation over it can be planned: .*"nowhere"/],
  ] as const) {
    const refused = until("the new supergraph is refused");
    await gateway.write(broken);
    await refused;
    expect(await status()).toMatchObject({
      id: (before as { id: string }).id,
      refused: { at: expect.any(String), reason: expect.stringMatching(reason) },
    });
    expect((await gateway.ask("{ books { title } }")).status).toBe(200);
    const ready = await fetch(`${gateway.url}/health/ready`);
    expect({ status: ready.status, report: await ready.json() }).toMatchObject({
      status: 200,
      report: {
        checks: { supergraph: { status: "up", detail: { refused: { reason: expect.stringMatching(reason) } } } },
      },
    });
  }
  expect(await gateway.metrics()).toMatch(/^supergraph_refused 1$/m);

  const swapped = until("a new supergraph is served");
  await gateway.write(`# mended\n${good}`);
  await swapped;
  expect(await status()).not.toHaveProperty("refused");
  expect(await gateway.metrics()).toMatch(/^supergraph_refused 0$/m);
});

it("a gateway does not start on a supergraph over which nothing can be planned", async () => {
  const unplannable = librarySupergraph({ books: "http://127.0.0.1:1", authors: "http://127.0.0.1:2" }).replace(
    'key: "isbn"',
    'key: "nowhere"',
  );
  await expect(startGateway(unplannable)).rejects.toThrow(InvalidSupergraphError);
});

it("a supergraph that is written while the gateway starts on the one before it is served, too", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "supergraph.graphql");
  const urls = { books: "http://127.0.0.1:1", authors: "http://127.0.0.1:2" };
  await writeFile(path, librarySupergraph(urls));
  const file = fileSource(path);
  let isFirst = true;
  const { logger, until } = listeningLogger();
  const swapped = until("a new supergraph is served");
  await using gateway = createGateway({
    supergraph: {
      ...file,
      async read() {
        const text = await file.read();
        if (isFirst) await replaceFile(path, `# newer\n${librarySupergraph(urls)}`);
        isFirst = false;
        return text;
      },
    },
    logger,
  });
  await gateway.execute({ document: "{ __typename }" });
  await swapped;
});

it("settings of a subgraph that the supergraph has not are told of, whatever of it they say", async () => {
  const { logger, until } = listeningLogger();
  const told = until('"unknown":["boks","authros"],"subgraphs":["authors","books"]');
  await using _gateway = await startGateway(
    librarySupergraph({ books: "http://127.0.0.1:1", authors: "http://127.0.0.1:2" }),
    {
      logger,
      subgraphs: {
        headers: { all: {}, bySubgraph: { authros: { remove: ["x-request-id"] } } },
        all: {},
        bySubgraph: { books: { timeout: 5 }, boks: { timeout: 5 } },
      },
    },
  );
  await told;
});

it("a circuit that was open under the supergraph before is measured as closed under the new one, as it is", async () => {
  const { logger, until } = listeningLogger();
  const sdl = librarySupergraph({ books: "http://127.0.0.1:1", authors: "http://127.0.0.1:2" });
  const circuit = { minRequests: 1, openMs: 600_000 };
  await using gateway = await startGateway(sdl, {
    watch: true,
    logger,
    subgraphs: { headers: { all: {}, bySubgraph: {} }, all: { circuit }, bySubgraph: {} },
  });
  await gateway.ask("{ books { title } }");
  expect(await gateway.metrics()).toMatch(/^subgraph_circuit_open\{service="books"\} 1$/m);
  const swapped = until("a new supergraph is served");
  await gateway.write(`# newer\n${sdl}`);
  await swapped;
  expect(await gateway.metrics()).toMatch(/^subgraph_circuit_open\{service="books"\} 0$/m);
});
