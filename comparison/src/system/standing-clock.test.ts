import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import {
  createPersonSigner,
  generateKey,
  IDENTITY_HEADER,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  publicKeySet,
  signingKey,
} from "@threefold/identity";
import { idOf } from "@threefold/prisma";
import { expect, onTestFinished, test } from "vitest";
import { MOMENT } from "./moment.ts";
import { environmentOf } from "./start.ts";
import { fixedTokens, peopleKey } from "./tokens.ts";
import { CHECKOUT } from "./tool.ts";

/** As a service of the comparison's own system is started. */
const environment = { PATH: process.env["PATH"], NODE_OPTIONS: environmentOf(4000)["SERVICES_NODE_OPTIONS"] };

const PROGRAM = `
  import { once } from "node:events";
  import { setTimeout } from "node:timers/promises";
  import { Worker } from "node:worker_threads";
  const began = performance.now();
  const before = [Date.now(), new Date().getTime()];
  await Promise.all([once(AbortSignal.timeout(10), "abort"), setTimeout(20)]);
  const thread = new Worker("import { parentPort } from 'node:worker_threads'; parentPort.postMessage(Date.now())", { eval: true });
  const [inThread] = await once(thread, "message");
  console.log(JSON.stringify({ times: [...before, Date.now(), new Date().getTime(), inThread], went: performance.now() - began }));
`;

test("a service's wall clock stands, in its threads too, while timers fire and what measures time goes on", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    env: environment,
  });
  const { times, went } = JSON.parse(stdout);
  expect(times).toEqual([MOMENT, MOMENT, MOMENT, MOMENT, MOMENT]);
  expect(went).toBeGreaterThan(0);
});

test("the tokens are good at the edge whenever that is started, and what it answers has its moment", async () => {
  const edge = await startEdge();
  const { ada } = await fixedTokens();
  const answer = await edge.get("/users/me", ada);
  expect([answer.status, await answer.json()]).toEqual([200, { id: idOf("person", 0) }]);
  expect(answer.headers.get("date")).toBe("Sun, 01 Nov 2026 12:00:00 GMT");
  const stranger = createPersonSigner({
    issuer: PEOPLE_ISSUER,
    audience: PEOPLE_AUDIENCE,
    key: signingKey(await generateKey()),
    now: () => MOMENT,
  });
  const { token } = await stranger.sign({ id: idOf("person", 0), role: "CUSTOMER", scopes: [] });
  expect((await edge.get("/users/me", token)).status).toBe(401);
});

test("an edge whose clock stands gives up a service that never answers", async () => {
  const edge = await startEdge();
  expect((await edge.get("/products/any")).status).toBe(504);
});

/** The REST edge over services of which all that a test stands in for answers: the others hang. */
async function startEdge() {
  const services = createServer((request, response) => {
    const answer = answerTo(request);
    if (answer !== undefined) response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  }).listen(0, "127.0.0.1");
  await once(services, "listening");
  onTestFinished(() => {
    services.closeAllConnections();
    services.close();
  });
  const origin = `http://127.0.0.1:${(services.address() as AddressInfo).port}`;
  const port = await freePort();
  const edge = fork("rest/src/main.ts", {
    cwd: CHECKOUT,
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...environment,
      PORT: String(port),
      METRICS_PORT: "0",
      TIMEOUT: "250",
      SERVICE_URLS: ["products", "users", "orders"].map((name) => `${name}=${origin}`).join(","),
      JWKS_URL: `${origin}/.well-known/jwks.json`,
      REVOCATIONS_URL: `users=${origin}/internal/revoked-sessions`,
      IDENTITY_SIGNING_KEY: JSON.stringify(await generateKey()),
    },
  });
  onTestFinished(() => void edge.kill("SIGKILL"));
  await once(edge, "message");
  return {
    get: (path: string, token?: string) =>
      fetch(
        `http://127.0.0.1:${port}${path}`,
        token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
      ),
  };
}

/** What the users service publishes, and who it is told is asking. */
function answerTo({ url, headers }: IncomingMessage): object | undefined {
  switch (url) {
    case "/.well-known/jwks.json":
      return publicKeySet([signingKey(peopleKey())]);
    case "/internal/revoked-sessions":
      return { sessions: [] };
    case "/users/me":
      return { id: claimsOf(String(headers[IDENTITY_HEADER])).sub };
    default:
      return undefined;
  }
}

const claimsOf = (token: string): { sub?: string } =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
