import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { type ClientRequest, request } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createHttpServer, type Listening, serve } from "./index.ts";

const lines: { msg: string; path: string }[] = [];
const metrics = createMetrics();
/** What answers each request for `/held`. */
const held: (() => void)[] = [];

let folder: string;
let server: Listening;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threefold-requests-"));
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const app = createHttpServer({ logger: createLogger({ name: "test", destination }), metrics });
  app.get("/", async () => ({}));
  app.get("/held", (_request, reply) => {
    held.push(() => void reply.send({}));
  });
  app.get("/endless", (_request, reply) => {
    const source = new Readable({ read() {} });
    source.push("begun");
    return reply.send(source);
  });
  app.get("/events", (_request, reply) => {
    const source = new Readable({ read() {} });
    source.push("data: 1\n\n");
    return reply.type("text/event-stream").send(source);
  });
  app.get("/taken-over", (_request, reply) => {
    reply.hijack().raw.writeHead(200).write("begun");
  });
  const tls = { port: 0, file: join(folder, "localhost.pem"), selfSigned: true };
  server = await serve(app, { host: "127.0.0.1", port: 0, metrics, tls });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  lines.length = 0;
  held.length = 0;
});

const until = <Value>(look: () => Value) => vi.waitFor(look, { interval: 5, timeout: 10_000 });

/** The lines of the log, when there is one of each of these paths; whatever was written before them is among them. */
async function linesOf(...paths: string[]) {
  await until(() => expect(lines.map(({ path }) => path)).toEqual(expect.arrayContaining(paths)));
  return lines.filter(({ msg }) => msg === "request");
}

function ask(path: string): ClientRequest {
  const client = request(`${server.url}${path}`);
  client.on("error", () => {});
  client.end();
  return client;
}

const answerOf = (index: number) =>
  until(() => {
    const answer = held[index];
    if (answer === undefined) throw new Error("it has not come");
    return answer;
  });

test("a request that is answered has one line and one measurement", async () => {
  expect((await fetch(`${server.url}/?secret=1`)).status).toBe(200);
  const [line, ...more] = await linesOf("/");
  expect(line).toMatchObject({ method: "GET", path: "/", status: 200, ms: expect.any(Number) });
  expect(line).not.toHaveProperty("aborted");
  expect(more).toEqual([]);
  expect(await metrics.registry.metrics()).toContain('_count{method="GET",route="/",status="200"} 1');
});

test("one whose URL cannot be read has so too, and an id", async () => {
  const answer = await fetch(`${server.url}/%zz`);
  expect([answer.status, answer.headers.get("x-request-id")]).toEqual([400, expect.any(String)]);
  expect(await linesOf("/%zz")).toMatchObject([{ method: "GET", path: "/%zz", status: 400 }]);
});

test("one whose client goes before the answer has so too, and no second one when the answer comes", async () => {
  const client = ask("/held");
  const answer = await answerOf(0);
  client.destroy();
  expect(await linesOf("/held")).toMatchObject([{ path: "/held", status: 499, aborted: true }]);
  answer();
  await fetch(server.url);
  expect(await linesOf("/held", "/")).toHaveLength(2);
  expect(await metrics.registry.metrics()).toContain('_count{method="GET",route="/held",status="499"} 1');
});

test.each(["/endless", "/taken-over"])("what was answered of %s is told when its client goes amid it", async (path) => {
  const client = ask(path);
  const [response] = await once(client, "response");
  await once(response, "data");
  client.destroy();
  expect(await linesOf(path)).toMatchObject([{ path, status: 200, aborted: true }]);
});

test("an event stream is counted, and how long it lasted is no measure of the server", async () => {
  const client = ask("/events");
  const [response] = await once(client, "response");
  await once(response, "data");
  client.destroy();
  expect(await linesOf("/events")).toMatchObject([{ path: "/events", status: 200, aborted: true }]);
  const measured = await metrics.registry.metrics();
  expect(measured).toContain('http_event_streams_total{method="GET",route="/events",status="200"} 1');
  expect(measured).not.toMatch(/http_request_duration_seconds\w*\{.*route="\/events"/);
});

test("one that waits behind another of its connection has its line as well", async () => {
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write("GET /held?1 HTTP/1.1\r\nhost: here\r\n\r\nGET /held?2 HTTP/1.1\r\nhost: here\r\n\r\n");
  await answerOf(1);
  socket.destroy();
  await until(() => expect(lines).toHaveLength(2));
  expect(await linesOf("/held")).toMatchObject([
    { status: 499, aborted: true },
    { status: 499, aborted: true },
  ]);
});

test("one that waited its turn has one line, as it was answered", async () => {
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write("GET /held?1 HTTP/1.1\r\nhost: here\r\n\r\nGET /held?2 HTTP/1.1\r\nhost: here\r\n\r\n");
  (await answerOf(1))();
  (await answerOf(0))();
  await until(() => expect(lines).toHaveLength(2));
  const closed = once(socket, "close");
  socket.destroy();
  await closed;
  await fetch(server.url);
  expect(await linesOf("/")).toMatchObject([{ status: 200 }, { status: 200 }, { path: "/" }]);
  expect(lines.filter((line) => "aborted" in line)).toEqual([]);
});

test("over HTTP/2 it is the same", async () => {
  const session = connectHttp2(server.tlsUrl ?? "", { ca: await readFile(join(folder, "localhost.pem")) });
  const whole = session.request({ ":path": "/" });
  await once(whole.resume(), "end");
  const cancelled = session.request({ ":path": "/held" });
  cancelled.on("error", () => {});
  await answerOf(0);
  cancelled.close(8);
  expect(await linesOf("/", "/held")).toMatchObject([
    { path: "/", status: 200 },
    { path: "/held", status: 499, aborted: true },
  ]);
  expect(lines[0]).not.toHaveProperty("aborted");
  const cut = session.request({ ":path": "/endless" });
  cut.on("error", () => {});
  await once(cut, "data");
  session.destroy();
  expect((await linesOf("/endless")).at(-1)).toMatchObject({ status: 200, aborted: true });
  expect(lines).toHaveLength(3);
});
