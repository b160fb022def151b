import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ApolloServer } from "@apollo/server";
import { createLogger } from "@threefold/telemetry";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGateway, fileSource, type IdentityProvider, type SupergraphSource, urlSource } from "../index.ts";
import { replaceFile, temporaryFolder } from "../testing/gateway.ts";
import { BOOKS, librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";

let books: TestSubgraph;
let authors: TestSubgraph;
let supergraph: string;
beforeAll(async () => {
  [books, authors] = await Promise.all([startBooks(), startAuthors()]);
  supergraph = librarySupergraph({ books: books.url, authors: authors.url });
});
afterAll(async () => {
  for (const part of [books, authors]) await part?.[Symbol.asyncDispose]();
});

const NAMES = { document: "{ authors { name } }" };
const NOT_READY = {
  errors: [{ message: "The operation was not ready to run in time.", extensions: { code: "GATEWAY_TIMEOUT" } }],
};

describe("a listener for schemas that throws", () => {
  it("keeps no new supergraph from being served, nor others from being told, and is logged", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "supergraph.graphql");
    await writeFile(path, supergraph);
    const lines: string[] = [];
    const logger = pino({}, { write: (line: string) => void lines.push(line) });
    await using gateway = createGateway({ supergraph: fileSource(pathToFileURL(path)), logger });
    let isLoaded = false;
    gateway.onSchemaLoadOrUpdate(() => {
      if (isLoaded) throw new Error("no room");
    });
    const { promise: updated, resolve } = Promise.withResolvers<void>();
    gateway.onSchemaLoadOrUpdate(() => {
      if (isLoaded) resolve();
    });
    await gateway.load({ apollo: {} });
    isLoaded = true;
    const films = BOOKS.replace("slow: String", "films: [String!]");
    await replaceFile(path, librarySupergraph({ books: books.url, authors: authors.url }, { books: films }));
    await updated;
    expect((await gateway.execute({ document: "{ films }" })).data).toEqual({ films: null });
    expect(lines.join("")).toMatch(/no room.*a listener for new schemas failed/);
    expect(lines.join("")).not.toContain("refused");
  });

  it("at the first schema keeps the server from starting, and nothing of the gateway goes on", async () => {
    const { source, ended } = followed();
    const gateway = createGateway({ supergraph: source });
    const told: string[] = [];
    gateway.onSchemaLoadOrUpdate(() => {
      throw new Error("no room");
    });
    gateway.onSchemaLoadOrUpdate(() => void told.push("the other"));
    const logger = createLogger({ name: "server", level: "silent" });
    await expect(new ApolloServer({ gateway, logger }).start()).rejects.toThrow("no room");
    expect(told).toEqual(["the other"]);
    await ended;
  });
});

/** A source that says when it is followed no more. */
function followed() {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let follows = 0;
  const source: SupergraphSource = {
    name: "the source",
    read: async () => supergraph,
    async follow(_changed, signal) {
      follows += 1;
      await new Promise((end) => signal.addEventListener("abort", end));
      resolve();
    },
  };
  return { source, ended, follows: () => follows };
}

describe("a gateway in one Apollo Server", () => {
  it("refuses to be in another, which would end with it, until the first has stopped", async () => {
    const gateway = createGateway({ supergraph });
    const logger = createLogger({ name: "server", level: "silent" });
    const answer = { body: { singleResult: { data: { authors: [{ name: "Dickens" }, { name: "Eliot" }] } } } };
    const [first, second, third] = [1, 2, 3].map(() => new ApolloServer({ gateway, logger }));
    await first?.start();
    await expect(second?.start()).rejects.toThrow("this gateway is in another Apollo Server");
    expect(await first?.executeOperation({ query: NAMES.document })).toMatchObject(answer);
    await first?.stop();
    await third?.start();
    expect(await third?.executeOperation({ query: NAMES.document })).toMatchObject(answer);
    await third?.stop();
  });

  it("is in one only of two that start with it at once", async () => {
    const gateway = createGateway({ supergraph });
    const logger = createLogger({ name: "server", level: "silent" });
    const servers = [1, 2].map(() => new ApolloServer({ gateway, logger }));
    const started = await Promise.allSettled(servers.map((server) => server.start()));
    expect(started.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await gateway.stop();
  });
});

describe("a gateway that is stopped", () => {
  it("does not begin again for what its server had begun", async () => {
    const { source, follows } = followed();
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const server = new ApolloServer({
      gateway: createGateway({ supergraph: source }),
      plugins: [
        {
          requestDidStart: async () => ({
            async didResolveOperation() {
              reach();
              await held;
            },
          }),
        },
      ],
    });
    await server.start();
    const asking = server.executeOperation({ query: NAMES.document });
    await reached;
    await server.stop();
    letGo();
    const { body, http } = await asking;
    expect(http.status).toBe(503);
    expect(body).toMatchObject({ singleResult: { errors: [{ message: "The gateway was stopped." }] } });
    expect(follows()).toBe(1);
  });

  it("has stopped when whoever asked for that is told so, also who asked second", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: waiting, resolve: begun } = Promise.withResolvers<void>();
    await using slow = await startBooks({ gate, waiting: begun });
    const gateway = createGateway({ supergraph: librarySupergraph({ books: slow.url, authors: authors.url }) });
    const order: string[] = [];
    const asking = gateway.execute({ document: "{ slow }" }).then(() => order.push("answered"));
    await waiting;
    const stops = [gateway.stop(), gateway.stop()].map((stop) => stop.then(() => order.push("stopped")));
    open();
    await Promise.all([asking, ...stops]);
    expect(order).toEqual(["answered", "stopped", "stopped"]);
  });
});

describe("who gives up is told so at once", () => {
  it("while the first supergraph does not come", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    silent.on("request", () => resolve());
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/supergraph`;
    await using gateway = createGateway({ supergraph: urlSource(url) });
    const leaving = new AbortController();
    const asking = gateway.execute({ ...NAMES, signal: leaving.signal });
    await asked;
    leaving.abort();
    expect(await asking).toEqual(NOT_READY);
    silent.close().closeAllConnections();
  });

  it("while it is not known who asks, which keeps no gateway from stopping", async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const { promise: never } = Promise.withResolvers<never>();
    const identity: IdentityProvider = {
      identify() {
        resolve();
        return never;
      },
    };
    const gateway = createGateway({ supergraph, identity });
    const leaving = new AbortController();
    const asking = gateway.execute({ ...NAMES, signal: leaving.signal });
    await asked;
    leaving.abort();
    expect(await asking).toEqual(NOT_READY);
    await gateway.stop();
  });

  it("before all begins, and no subgraph is blamed", async () => {
    await using gateway = createGateway({ supergraph });
    expect(await gateway.execute({ ...NAMES, signal: AbortSignal.abort() })).toEqual(NOT_READY);
  });
});
