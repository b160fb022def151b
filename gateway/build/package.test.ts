import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { librarySupergraph, startAuthors, startBooks } from "../src/testing/library.ts";
import { runProgram } from "../src/testing/program.ts";

// What strangers do: install the package beside Apollo Server, and start it by the five lines of its README.

const run = promisify(execFile);
const gateway = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(gateway, "..", "node_modules", "typescript", "bin", "tsc");

/** The oldest Node that the package declares, where npm has it for this machine. */
const OLDEST = { name: `node-${process.platform}-${process.arch}`, version: "22.19.0" };

/** Apollo's cache of whole responses. It is used here alone, as strangers use it: beside the package. */
const RESPONSE_CACHE = "@apollo/server-plugin-response-cache@5.0.0";

let project: string;
let versions: Readonly<Record<string, string>>;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "installed-"));
  await run(process.execPath, [join(gateway, "build", "build.ts")]);
  const manifest = JSON.parse(await readFile(join(gateway, "package.json"), "utf8"));
  const { devDependencies } = JSON.parse(await readFile(join(gateway, "..", "package.json"), "utf8"));
  versions = { ...manifest.dependencies, ...devDependencies };
  const { stdout } = await run("npm", ["pack", join(gateway, "dist"), "--json"], { cwd: project });
  const [{ filename }] = JSON.parse(stdout);
  await writeFile(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run(
    "npm",
    [
      ...["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--install-links"],
      `./${filename}`,
      `@apollo/server@${versions["@apollo/server"]}`,
      `graphql@${versions["graphql"]}`,
      `@types/node@${versions["@types/node"]}`,
      `${OLDEST.name}@${OLDEST.version}`,
      RESPONSE_CACHE,
    ],
    { cwd: project },
  );
}, 180_000);
afterAll(() => rm(project, { recursive: true, force: true }));

const ANSWER = '{"data":{"authors":[{"name":"Dickens"},{"name":"Eliot"}]}}';

async function withoutApolloServer(): Promise<AsyncDisposable> {
  const apolloServer = join(project, "node_modules", "@apollo", "server");
  const away = join(project, "away");
  await rename(apolloServer, away);
  return { [Symbol.asyncDispose]: () => rename(away, apolloServer) };
}

/** Compiles a file of the project as strictly as anybody does, the declarations of what is installed and all. */
async function compile(file: string, resolution: "nodenext" | "bundler"): Promise<void> {
  const module = resolution === "nodenext" ? "nodenext" : "esnext";
  const options = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2023", "--types", "node"];
  const modules = ["--module", module, "--moduleResolution", resolution];
  const compiling = run(process.execPath, [tsc, ...options, ...modules, file], { cwd: project });
  await compiling.catch(({ stdout }) => expect.fail(stdout));
}

const oldNode = () => join(project, "node_modules", OLDEST.name, "bin", "node");

it("serves in Apollo Server by five lines, as its README has them, under the oldest Node that it declares", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: books.url, authors: authors.url }));
  const readme = await readFile(join(project, "node_modules", "threefold-gateway", "README.md"), "utf8");
  const lines = /```js\n(import[^`]*startStandaloneServer\(server[^`]*)```/.exec(readme)?.[1] ?? "";
  const ask = `
    const response = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query: "{ books { title author { name } } }" }) });
    console.log(process.version, await response.text());
    await server.stop();`;
  const program = lines.replace(/console\.log\((.*)\.url\);/, "const address = ($1).url;").replace("4000", "0") + ask;
  await writeFile(join(project, "serve.js"), program);
  const { stdout } = await run(oldNode(), ["serve.js"], { cwd: project });
  expect(lines.trim().split("\n")).toHaveLength(5);
  expect(stdout.trim()).toBe(
    `v${OLDEST.version} {"data":{"books":[{"title":"Pickwick","author":{"name":"Dickens"}},{"title":"Middlemarch","author":{"name":"Eliot"}}]}}`,
  );
}, 60_000);

it("stands beside Apollo Server's plugins, whose response cache keeps what subgraphs say that it may", async () => {
  const says = (query: string) => ({ "cache-control": `max-age=60, ${query.includes("isbn") ? "private" : "public"}` });
  await using books = await startBooks({ answerHeaders: says });
  await using authors = await startAuthors({ answerHeaders: () => ({ "cache-control": "max-age=30, public" }) });
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: books.url, authors: authors.url }));
  await writeFile(
    join(project, "plugins.js"),
    `import { createServer } from "node:http";
    import { ApolloServer } from "@apollo/server";
    import responseCache from "@apollo/server-plugin-response-cache";
    import { ApolloServerPluginCacheControl } from "@apollo/server/plugin/cacheControl";
    import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
    import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
    import { ApolloServerPluginLandingPageLocalDefault } from "@apollo/server/plugin/landingPage/default";
    import { createGateway, fileSource } from "threefold-gateway";
    const gateway = createGateway({ supergraph: fileSource("supergraph.graphql") });
    const plugins = [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControl(),
      ApolloServerPluginDrainHttpServer({ httpServer: createServer() }),
      ApolloServerPluginLandingPageLocalDefault(),
      responseCache(),
      gateway.deferPlugin,
    ];
    const server = new ApolloServer({ gateway, plugins, logger: { debug() {}, info() {}, warn() {}, error: console.error } });
    await server.start();
    for (const query of ["{ books { title author { name } } }", "{ books { isbn } }", "{ refused }"]) {
      const ask = () => server.executeOperation({ query });
      const [one, other] = [await ask(), await ask()].map(({ body, http }) => ({
        result: JSON.stringify(body.singleResult.data),
        kept: http.headers.get("cache-control"),
        age: http.headers.get("age") ?? "new",
      }));
      console.log(one.result === other.result, one.kept, one.age, other.kept, other.age);
    }
    await server.stop();`,
  );
  const { stdout, stderr } = await run(oldNode(), ["plugins.js"], { cwd: project });
  expect(stderr).toBe("");
  expect(stdout.trim().split("\n")).toEqual([
    "true max-age=30, public new max-age=30, public 0",
    "true max-age=60, private new max-age=60, private new",
    "true no-store new no-store new",
  ]);
  expect([books.requests.length, authors.requests.length]).toEqual([5, 1]);
}, 60_000);

it("runs as a program and as a function, without Apollo Server's help", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: books.url, authors: authors.url }));
  const bin = join(project, "node_modules", "threefold-gateway", "bin", "threefold-gateway.js");
  const { stdout } = await run(oldNode(), [bin, "--help"], { cwd: project });
  expect(stdout).toMatch(/^threefold-gateway --supergraph FILE\|URL/);
  const supergraph = join(project, "supergraph.graphql");
  await using program = runProgram(["--supergraph", supergraph, "--port", "0"], {}, [], { node: oldNode(), bin });
  const { url } = await program.logged("listening");
  const headers = { "apollo-require-preflight": "true" };
  const response = await fetch(`${url}/graphql?query={authors{name}}`, { headers });
  expect(await response.text()).toBe(ANSWER);
  program.kill("SIGTERM");
  expect(await program.ended).toMatchObject({ code: 0, stderr: "" });
  await writeFile(
    join(project, "call.js"),
    `import { createGateway, fileSource } from "threefold-gateway";
    const gateway = createGateway({ supergraph: fileSource("supergraph.graphql") });
    console.log(JSON.stringify(await gateway.execute({ document: "{ authors { name } }" })));
    await gateway.stop();`,
  );
  const called = await run(oldNode(), ["call.js"], { cwd: project });
  expect(called.stdout).toBe(`${ANSWER}\n`);
}, 60_000);

it("says what else it needs for the stock gateway as its engine", async () => {
  const bin = join(project, "node_modules", "threefold-gateway", "bin", "threefold-gateway.js");
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: "http://a/", authors: "http://b/" }));
  const supergraph = join(project, "supergraph.graphql");
  const args = ["--supergraph", supergraph, "--port", "0", "--mode", "development", "--engine", "apollo"];
  expect(await runProgram(args, {}, [], { node: oldNode(), bin }).ended).toMatchObject({
    code: 1,
    stderr:
      'threefold-gateway: the engine "apollo" needs @apollo/gateway and @apollo/server, which are not both installed\n',
  });
}, 60_000);

it("is a function where Apollo Server is not installed, which it does not need then", async () => {
  await using authors = await startAuthors();
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: authors.url, authors: authors.url }));
  await using _ = await withoutApolloServer();
  await writeFile(
    join(project, "alone.js"),
    `import { createGateway, fileSource } from "threefold-gateway";
    const gateway = createGateway({ supergraph: fileSource("supergraph.graphql") });
    console.log(JSON.stringify(await gateway.execute({ document: "{ authors { name } }" })));
    await gateway.stop();`,
  );
  const { stdout } = await run(oldNode(), ["alone.js"], { cwd: project });
  expect(stdout).toBe(`${ANSWER}\n`);
}, 60_000);

it("has hooks that look at each request to a subgraph, as its README has them", async () => {
  await using authors = await startAuthors();
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: authors.url, authors: authors.url }));
  const readme = await readFile(join(project, "node_modules", "threefold-gateway", "README.md"), "utf8");
  const example = /```js\n(const gateway[^`]*hooks:[^`]*)```/.exec(readme)?.[1] ?? "";
  await writeFile(
    join(project, "hooked.js"),
    `import { createGateway, fileSource } from "threefold-gateway";
    const tenantOf = async (subgraph) => "tenant of " + subgraph;
    ${example}
    await gateway.execute({ document: "{ authors { name } }" });
    await gateway.stop();`,
  );
  const { stdout } = await run(oldNode(), ["hooked.js"], { cwd: project });
  expect(stdout).toBe("authors query 200\n");
  expect(authors.requests[0]?.headers).toMatchObject({ "x-tenant": "tenant of authors" });
}, 60_000);

it("tells subgraphs who asks in a token of its own, as its README has it", async () => {
  await using authors = await startAuthors();
  await writeFile(join(project, "supergraph.graphql"), librarySupergraph({ books: authors.url, authors: authors.url }));
  const readme = await readFile(join(project, "node_modules", "threefold-gateway", "README.md"), "utf8");
  const example = /```js\n(const identity = [^`]*)```/.exec(readme)?.[1] ?? "";
  await writeFile(
    join(project, "signed.js"),
    `import { createGateway, createSignedIdentity, fileSource, signingKey } from "threefold-gateway";
    ${example}
    const gateway = createGateway({ supergraph: fileSource("supergraph.graphql"), identity });
    await gateway.execute({ document: "{ authors { name } }" });
    await gateway.stop();`,
  );
  const { privateKey } = generateKeyPairSync("ed25519");
  const key = JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid: "mine" });
  await run(oldNode(), ["signed.js"], { cwd: project, env: { ...process.env, IDENTITY_SIGNING_KEY: key } });
  const [head = "", claims = ""] = String(authors.requests[0]?.headers["x-threefold-identity"]).split(".");
  const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  expect([decoded(head), decoded(claims)]).toMatchObject([{ kid: "mine" }, { iss: "gateway", aud: "authors" }]);
}, 60_000);

describe.each(["nodenext", "bundler"] as const)("its types, where modules are resolved as by %s", (resolution) => {
  it("say what may be given and what comes, in Apollo Server", async () => {
    await writeFile(
      join(project, "typed.ts"),
      `import { ApolloServer } from "@apollo/server";
      import { createGateway, type Gateway, type GatewayResponse, InvalidSupergraphError, urlSource } from "threefold-gateway";
      const gateway: Gateway = createGateway({
        supergraph: urlSource("https://schemas.example/a", { intervalMs: 1_000, trust: { digest: "sha256:" + "0".repeat(64) } }),
        subgraphHosts: ["orders.internal"],
        addressOf: (headers, context) => headers["x-real-ip"]?.toString() ?? String(context),
        guards: { cost: { max: 10 } },
        hooks: {
          onSubgraphRequest: ({ subgraph, headers }) => void (headers["x-a"] = subgraph),
          onSubgraphResponse: ({ outcome }) => void ("failure" in outcome && outcome.failure.message),
        },
      });
      export const server = new ApolloServer<{ user: string }>({ gateway, plugins: [gateway.deferPlugin] });
      export const answer: Promise<GatewayResponse> = gateway.execute({ document: "{ a }", clientAddress: "192.0.2.1" });
      answer.catch((error) => error instanceof InvalidSupergraphError);
      // @ts-expect-error: no number is a supergraph
      createGateway({ supergraph: 1 });`,
    );
    await compile("typed.ts", resolution);
  }, 60_000);

  it("need no Apollo Server where the gateway is a function, or a server of its own", async () => {
    await using _ = await withoutApolloServer();
    await writeFile(
      join(project, "typed-alone.ts"),
      `import { createGateway, createGatewayServer, type GatewayResponse, urlSource } from "threefold-gateway";
      const gateway = createGateway({ supergraph: urlSource("https://schemas.example/a") });
      export const answer: Promise<GatewayResponse> = gateway.execute({ document: "{ a }" });
      export const serve: typeof createGatewayServer = createGatewayServer;`,
    );
    await compile("typed-alone.ts", resolution);
  }, 60_000);
});

it("says under which licences it stands, and needs nothing of this repository", async () => {
  const installed = join(project, "node_modules", "threefold-gateway");
  expect(await readFile(join(installed, "README.md"), "utf8")).toMatch(/Elastic License 2\.0/);
  expect(await readFile(join(installed, "LICENSE"), "utf8")).toMatch(/^MIT License/);
  const { dependencies } = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  expect(Object.keys(dependencies).filter((name) => name.startsWith("@threefold/"))).toEqual([]);
});
