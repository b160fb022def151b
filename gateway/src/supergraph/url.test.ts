import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { virtualClock } from "@threefold/upstream/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Engine } from "../engine/engine.ts";
import { createGateway } from "../library/gateway.ts";
import { createGatewayMeasurements } from "../metrics.ts";
import { createGuards } from "../operation/guards.ts";
import { NOTHING_CONFIGURED } from "../subgraph/settings.ts";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import { listeningLogger } from "../testing/logger.ts";
import { startServing } from "./serving.ts";
import { loadSupergraph } from "./source.ts";
import { isSafeUrl, urlSource } from "./url.ts";

const SDL = librarySupergraph({
  books: "http://books.example/graphql",
  authors: "http://authors.example:8080/graphql",
});
const HOSTS = ["books.example", "authors.example:8080"];

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves what the test puts there, by path. */
let pages: Record<string, Answer>;
let asked: IncomingMessage[];
let base: string;
let close: () => Promise<void>;
beforeEach(async () => {
  [pages, asked] = [{}, []];
  const server = createServer((request, response) => {
    asked.push(request);
    const page = pages[request.url ?? ""];
    if (page) page(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
});
afterEach(() => close());

const text =
  (body: string): Answer =>
  (request, response) => {
    const etag = `"${createHash("sha256").update(body).digest("hex")}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { etag }).end(body);
  };

const clock = virtualClock();
const source = (trust = {}) => urlSource(`${base}/supergraph`, { intervalMs: 1_000, trust, clock });
const load = (from = source(), hosts: readonly string[] = HOSTS) => loadSupergraph(from, { urls: {}, hosts });

describe("a supergraph at a URL", () => {
  it("is read, and again only when it is another one", async () => {
    pages["/supergraph"] = text(SDL);
    const from = source();
    expect((await load(from))?.subgraphs).toEqual([
      { name: "authors", url: "http://authors.example:8080/graphql" },
      { name: "books", url: "http://books.example/graphql" },
    ]);
    expect(await load(from)).toBeUndefined();
    pages["/supergraph"] = text(`# newer\n${SDL}`);
    expect((await load(from))?.sdl).toMatch(/^# newer/);
  });

  it("is read whole again after a failure", async () => {
    pages["/supergraph"] = text(SDL);
    const from = source();
    const first = await load(from);
    pages["/supergraph"] = (_request, response) => response.writeHead(500).end();
    await expect(load(from)).rejects.toThrow("answers with status 500");
    pages["/supergraph"] = text(SDL);
    expect((await load(from))?.id).toBe(first?.id);
  });

  it.each<[string, Answer, string]>([
    [
      "a redirect",
      (_request, response) => response.writeHead(302, { location: "/other" }).end(),
      "status 302, and redirects are not followed",
    ],
    ["nothing", (_request, response) => response.writeHead(404).end(), "status 404"],
    ["a connection that breaks", (_request, response) => response.destroy(), "cannot be read"],
    ["no supergraph", text("<html>"), "Syntax Error"],
    [
      "one without end",
      (_request, response) => {
        const more = () => {
          while (response.writable && response.write("#".repeat(65_536)));
        };
        response.writeHead(200).on("drain", more);
        more();
      },
      "is larger than 33554432 bytes",
    ],
  ])("is refused in one line: %s", async (_case, answer, message) => {
    pages["/supergraph"] = answer;
    pages["/other"] = text(SDL);
    await expect(load()).rejects.toThrow(message);
    await expect(load()).rejects.toThrow(/^[^\n]+$/);
    expect(asked.map(({ url }) => url)).not.toContain("/other");
  });

  it("may name only the hosts that are allowed, with their ports where those are", async () => {
    pages["/supergraph"] = text(SDL);
    await expect(load(source(), ["books.example"])).rejects.toThrow(
      "has for the subgraph authors the host authors.example:8080, which is not allowed; allow it by --subgraph-host",
    );
    const urls = { authors: "http://127.0.0.1:1/graphql" };
    expect(await loadSupergraph(source(), { urls, hosts: ["books.example"] })).toBeDefined();
  });

  it("is the one that is pinned, or refused", async () => {
    pages["/supergraph"] = text(SDL);
    const digest = createHash("sha256").update(SDL).digest("hex");
    expect(await load(source({ digest }))).toBeDefined();
    pages["/supergraph"] = text(`${SDL}\n`);
    await expect(load(source({ digest }))).rejects.toThrow(`and sha256:${digest} is pinned`);
  });

  it("is signed by the key that is trusted, or refused", async () => {
    const { publicKey: key, privateKey } = generateKeyPairSync("ed25519");
    const other = generateKeyPairSync("ed25519");
    pages["/supergraph"] = text(SDL);
    await expect(load(source({ key }))).rejects.toThrow("/supergraph.sig answers with status 404");
    for (const wrong of ["nonsense", sign(null, Buffer.from(SDL), other.privateKey).toString("base64")]) {
      pages["/supergraph.sig"] = text(wrong);
      await expect(load(source({ key }))).rejects.toThrow("is not signed by the key that is trusted");
    }
    const signature = sign(null, Buffer.from(SDL), privateKey).toString("base64");
    pages["/supergraph.sig"] = text(`${signature}\n`);
    expect(await load(source({ key }))).toBeDefined();
    pages["/supergraph?version=2"] = text(SDL);
    pages["/supergraph.sig?version=2"] = text(signature);
    expect(await load(urlSource(`${base}/supergraph?version=2`, { trust: { key } }))).toBeDefined();
  });
});

it("a supergraph that could not be started for a while is served when that has passed", async () => {
  pages["/supergraph"] = text(SDL);
  let isFailing = false;
  const engine: Engine = {
    name: "failing",
    async start() {
      if (isFailing) throw new Error("out of memory");
      return { execute: async () => ({ text: "{}", outcome: "complete" }), close: async () => {} };
    },
  };
  const metrics = createMetrics();
  const { generations, reloader, close } = await startServing({
    source: source(),
    places: { urls: {}, hosts: HOSTS },
    engine,
    logger: createLogger({ name: "gateway", level: "silent" }),
    metrics,
    measurements: createGatewayMeasurements(metrics),
    subgraphs: NOTHING_CONFIGURED,
    introspection: false,
    detailedErrors: false,
    explain: "privileged",
    guards: createGuards(),
  });
  const newer = `# newer\n${SDL}`;
  pages["/supergraph"] = text(newer);
  isFailing = true;
  await reloader.reload();
  expect(reloader.refused?.reason).toBe("out of memory");
  isFailing = false;
  await reloader.reload();
  expect([reloader.refused, generations.current.supergraph.sdl]).toEqual([undefined, newer]);
  await close();
});

it.each([
  ["https://example.com/supergraph", true],
  ["http://127.0.0.1:4000/supergraph", true],
  ["http://localhost/supergraph", true],
  ["http://[::1]/supergraph", true],
  ["http://example.com/supergraph", false],
  ["http://127.0.0.1.example.com/supergraph", false],
  ["https://user:password@example.com/supergraph", false],
  ["ftp://example.com/supergraph", false],
])("a URL is read only over https or on this machine: %s", (url, safe) => {
  expect(isSafeUrl(url)).toBe(safe);
});

it("a gateway looks again after each interval, and serves what is new", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const sdl = librarySupergraph({ books: books.url, authors: authors.url });
  pages["/supergraph"] = text(sdl);
  const { logger, until } = listeningLogger();
  await using gateway = await startGateway("", {
    supergraph: source(),
    places: { urls: {}, hosts: ["127.0.0.1"] },
    watch: true,
    logger,
  });
  const id = async () => ((await (await fetch(`${gateway.url}/supergraph`)).json()) as { id: string }).id;
  const before = await id();

  const refused = until("the new supergraph is refused");
  pages["/supergraph"] = text("broken");
  clock.advance(1_000);
  await refused;
  expect(await id()).toBe(before);

  const served = until("a new supergraph is served");
  pages["/supergraph"] = text(`# newer\n${sdl}`);
  // The wait begins anew only when the refusal is done with.
  while (clock.waits.length === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(1_000);
  await served;
  expect(await id()).not.toBe(before);
  expect((await gateway.ask("{ books { title } }")).status).toBe(200);
});

describe("while a supergraph's URL does not answer, closing waits for nothing:", () => {
  /** Resolves when somebody has asked, who will have no answer. */
  function hang(): Promise<void> {
    return new Promise((resolve) => {
      pages["/supergraph"] = () => resolve();
    });
  }

  it("a gateway's", async () => {
    pages["/supergraph"] = text(SDL);
    const { logger, until } = listeningLogger();
    let isRefused = false;
    void until("is refused").then(() => {
      isRefused = true;
    });
    const options = { supergraph: source(), places: { urls: {}, hosts: HOSTS }, watch: true, logger };
    const gateway = await startGateway("", options);
    const hanging = hang();
    clock.advance(1_000);
    await hanging;
    await gateway[Symbol.asyncDispose]();
    expect(isRefused).toBe(false);
  }, 5_000);

  it("that of one in code, which has no supergraph yet", async () => {
    const hanging = hang();
    const gateway = createGateway({ supergraph: source(), subgraphHosts: HOSTS });
    const refused = expect(gateway.execute({ document: "{ __typename }" })).rejects.toThrow(
      /cannot be read: nobody waits for it any more$/,
    );
    await hanging;
    await gateway.stop();
    await refused;
  }, 5_000);
});
