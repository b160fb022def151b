import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@threefold/configuration";
import { afterAll, describe, expect, it } from "vitest";
import { readOptions } from "./read.ts";
import {
  guardsConfiguration,
  httpConfiguration,
  overrideHook,
  subgraphsConfiguration,
  subgraphUrls,
} from "./settings.ts";

const folder = mkdtempSync(join(tmpdir(), "gateway-"));
mkdirSync(join(folder, "pages"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, "gateway.yaml");
const read = (text: string, args: string[] = [], environment: Record<string, string> = {}) => {
  writeFileSync(path, text);
  return readOptions(["--config", path, ...args], environment);
};
const problemsOf = (text: string, args: string[] = []) => {
  try {
    read(text, args);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map((problem) => problem.replace(/^.*gateway\.yaml/, "FILE"));
    throw error;
  }
  return [];
};

const FULL = `
supergraph: supergraph.graphql
port: 4100
mode: development
introspection: off
static: pages
forward-header: [accept-language, x-tenant]
trusted-proxy: [loopback, 10.0.0.0/8]
callback-url: http://gateway-1:4000
http: { status-codes: september-2026, compression: off, max-body-bytes: 1000, max-url-length: 2000, max-batch: 5 }
cors: { origins: [https://shop.example], max-age: 60 }
limits: { depth: 9, root-fields: 3 }
cost: { max: 500, per-minute: 9000, report: off }
documents: { max-registered-bytes: 0 }
override-labels: [move-stock]
all-subgraphs:
  headers: { forward: [X-All], set: { x-from: gateway } }
  timeout: 2000
  retry: { times: 1 }
subgraphs:
  orders:
    url: http://127.0.0.1:4003/graphql
    headers: { remove: [x-request-id] }
    circuit: off
    stream: { protocol: callback, heartbeat: 2000 }
    max-response-bytes: 5000
`;

describe("a configuration file", () => {
  it("gives options by their names, paths among them relative to it", () => {
    expect(read(FULL)).toMatchObject({
      SUPERGRAPH: join(folder, "supergraph.graphql"),
      PORT: 4100,
      MODE: "development",
      INTROSPECTION: false,
      STATIC: join(folder, "pages"),
      FORWARD_HEADERS: ["accept-language", "x-tenant"],
      TRUSTED_PROXIES: ["loopback", "10.0.0.0/8"],
    });
  });

  it("stands below the environment, and that below the command line", () => {
    expect(read(FULL, [], { PORT: "4200", MODE: "" })).toMatchObject({ PORT: 4200, MODE: "development" });
    expect(read(FULL, ["--port", "4300"], { PORT: "4200" })).toMatchObject({ PORT: 4300 });
  });

  it("says how subgraphs are asked, and how clients are answered", () => {
    const { file } = read(FULL);
    expect(subgraphsConfiguration(file, undefined)).toMatchObject({
      headers: {
        all: { forward: ["x-all"], set: { "x-from": "gateway" } },
        bySubgraph: { orders: { remove: ["x-request-id"] } },
      },
      all: { timeout: 2000, retry: { times: 1 } },
      bySubgraph: {
        orders: { circuit: false, maxResponseBytes: 5000, stream: { protocol: "callback", heartbeat: 2000 } },
      },
    });
    expect(subgraphsConfiguration(file, ["x-given"]).headers.all.forward).toEqual(["x-given"]);
    expect(subgraphUrls(file)).toEqual({ orders: "http://127.0.0.1:4003/graphql" });
    expect(httpConfiguration(file)).toEqual({
      statusCodes: "september-2026",
      compression: false,
      maxBodyBytes: 1000,
      maxUrlLength: 2000,
      maxBatch: 5,
      cors: { origins: ["https://shop.example"], maxAge: 60 },
    });
  });

  it("says what operations are held to", () => {
    expect(guardsConfiguration(read(FULL).file, { mode: "off" }, true)).toEqual({
      limits: { depth: 9, rootFields: 3 },
      cost: { max: 500, listSize: undefined, perMinute: 9000, report: false },
      documents: { mode: "off", maxRegisteredBytes: 0 },
    });
    expect(guardsConfiguration({}, {}, true).cost?.report).toBe(true);
    expect(guardsConfiguration({}, {}, false).cost?.report).toBeUndefined();
  });

  it("says which labels of @override are on", async () => {
    const request = { client: undefined, scopes: new Set<string>(), headers: {} };
    expect(await overrideHook(read(FULL).file)(["move-stock", "others"], request)).toEqual(["move-stock"]);
    expect(problemsOf("override-labels: [percent(5)]")).toEqual([
      expect.stringMatching(/FILE.*override-labels.*a label: letters, digits/),
    ]);
  });

  it("may be JSON", () => {
    expect(read('{"supergraph": "a.graphql", "port": 4100}')).toMatchObject({ PORT: 4100 });
  });

  it("may be empty", () => {
    expect(read("", ["--supergraph", "a.graphql"])).toMatchObject({ PORT: 4000 });
  });
});

describe("what is wrong in it is told with its line, path, value and what is allowed", () => {
  it.each([
    ["an unknown setting", "prot: 1", "FILE:1: prot: there is no such setting"],
    ["an unknown setting further in", "http:\n  gzip: on", "FILE:2: http.gzip: there is no such setting"],
    [
      "a number that is none",
      "http: { max-batch: many }",
      'FILE:1: http.max-batch: expected a whole number from 0 to 1000, not "many"',
    ],
    [
      "a number past its bounds",
      "all-subgraphs:\n  timeout: 0",
      "FILE:2: all-subgraphs.timeout: expected a whole number from 1 to 600000, not 0",
    ],
    [
      "a header that is not a rule's to touch",
      "subgraphs:\n  orders:\n    headers:\n      forward: [Cookie]",
      'FILE:4: subgraphs.orders.headers.forward.0: expected a header that a subgraph may be sent (not of the connection, cookies or identity), not "Cookie"',
    ],
    [
      "a header to set that is none",
      "all-subgraphs: { headers: { set: { host: a } } }",
      /^FILE:1: all-subgraphs\.headers\.set\.host: expected a header that a subgraph may be sent/,
    ],
    [
      "a URL that is none",
      "subgraphs: { orders: { url: nowhere } }",
      'FILE:1: subgraphs.orders.url: expected a URL that starts with http:// or https://, not "nowhere"',
    ],
    [
      "credentials in a URL, which are not repeated",
      "subgraphs: { orders: { url: http://user:secret@a.example/ } }",
      "FILE:1: subgraphs.orders.url: expected a URL without credentials, which a header rule sends (set), not its value",
    ],
    [
      "credentials in a URL for events",
      "all-subgraphs: { stream: { url: ws://user:secret@a.example/ } }",
      "FILE:1: all-subgraphs.stream.url: expected a URL without credentials, which a header rule sends (set), not its value",
    ],
    [
      "what would be a URL with credentials",
      "subgraphs: { orders: { url: user:secret@a.example } }",
      "FILE:1: subgraphs.orders.url: expected a URL that starts with http:// or https://, not its value",
    ],
    [
      "less room than a socket tells of",
      "subscriptions: { high-water-bytes: 16384 }",
      "FILE:1: subscriptions.high-water-bytes: expected a whole number from 65536 to 1073741824, not 16384",
    ],
    [
      "a number that no clock has",
      "all-subgraphs: { timeout: .nan }",
      "FILE:1: all-subgraphs.timeout: expected a whole number from 1 to 600000, not NaN",
    ],
    [
      "settings of a subgraph without a name",
      'subgraphs: { "": { timeout: 5 } }',
      /^FILE:1: subgraphs\.: expected a subgraph's name, not ""$/,
    ],
    [
      "an origin with a path",
      "cors: { origins: [https://a.example/] }",
      /^FILE:1: cors\.origins\.0: expected an origin: .*, not "https:\/\/a\.example\/"$/,
    ],
    [
      "a circuit that is none",
      "all-subgraphs: { circuit: { failure-share: 2 } }",
      "FILE:1: all-subgraphs.circuit.failure-share: expected a number from 0 to 1, not 2",
    ],
    [
      "a limit that lets nothing pass",
      "limits: { depth: 0 }",
      "FILE:1: limits.depth: expected a whole number from 1 to 1000, not 0",
    ],
    [
      "a cost that is none",
      "cost:\n  max: dear",
      'FILE:2: cost.max: expected a whole number from 0 to 1000000000000, not "dear"',
    ],
    ["a list for a setting", "http: []", "FILE:1: http: expected an object, not []"],
    ["no object at all", "just text", 'FILE:1: expected an object, not "just text"'],
    [
      "a value of an option",
      "supergraph: a.graphql\nport: x",
      'FILE: port is wrong: expected a port, from 0 to 65535, not "x"',
    ],
    [
      "a proxy that is none",
      "supergraph: a.graphql\ntrusted-proxy: [proxy.example]",
      /^FILE: trusted-proxy is wrong: expected addresses or networks of proxies, .*, not "proxy\.example"$/,
    ],
    [
      "events by callbacks that have nowhere to go",
      "supergraph: a.graphql\nsubgraphs: { orders: { stream: { protocol: callback } } }",
      "--callback-url or CALLBACK_URL is not set: subgraphs.orders.stream.protocol needs it, where events arrive",
    ],
    [
      "URLs longer than the headers that they are part of",
      "http: { max-url-length: 20000 }",
      /^FILE:1: http\.max-url-length: expected less than all headers may have \(16384 bytes unless said\)/,
    ],
    ["broken YAML", "a: [", /^FILE:1: Flow sequence/],
    ["an alias of nothing", "port: *books", /^FILE: Unresolved alias .*: books$/],
  ])("%s", (_case, text, expected) => {
    expect(problemsOf(text)).toEqual([typeof expected === "string" ? expected : expect.stringMatching(expected)]);
  });

  it("a file that is not there", () => {
    expect(() => readOptions(["--config", join(folder, "nowhere.yaml")], {})).toThrow(
      /there is no file .*nowhere\.yaml/,
    );
  });
});

it("an empty list of hosts allows none, and one that is not there says nothing", () => {
  expect(read("supergraph: a.graphql\nsubgraph-host: []").SUBGRAPH_HOSTS).toEqual([]);
  expect(read("supergraph: a.graphql").SUBGRAPH_HOSTS).toBeUndefined();
});

describe("where a supergraph comes from", () => {
  const wrong = (...args: string[]) => problemsOf("", args);
  it.each([
    [
      "a URL that others can change on its way",
      ["--supergraph", "http://example.com/a"],
      /--supergraph is wrong: expected a file, or a URL: https, or http on this machine/,
    ],
    [
      "composition in production",
      ["--compose", "supergraph.yaml"],
      /--compose is wrong: expected nothing but in development/,
    ],
    [
      "two places",
      ["--compose", "a.yaml", "--supergraph", "a.graphql", "--mode", "development"],
      /--compose is wrong: expected nothing beside a supergraph/,
    ],
    [
      "a digest of a file",
      ["--supergraph", "a", "--supergraph-digest", `sha256:${"0".repeat(64)}`],
      /--supergraph-digest is wrong: expected nothing unless the supergraph comes from a URL/,
    ],
    [
      "a digest that is none",
      ["--supergraph", "https://a.example/a", "--supergraph-digest", "md5:1"],
      /--supergraph-digest is wrong: expected sha256: and 64 hexadecimal digits/,
    ],
    [
      "a key that is none",
      ["--supergraph", "https://a.example/a", "--supergraph-key", path],
      /--supergraph-key is wrong: expected a file with an Ed25519 public key as PEM/,
    ],
  ])("is refused: %s", (_case, args, expected) => {
    expect(wrong(...args)).toEqual([expect.stringMatching(expected)]);
  });
});
