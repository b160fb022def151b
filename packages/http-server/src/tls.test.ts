import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type ClientHttp2Session, connect } from "node:http2";
import { Agent, request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpServer, serve } from "./index.ts";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "threefold-tls-"));
  file = join(folder, "deep/localhost.pem");
});
afterAll(() => rm(folder, { recursive: true }));

/** An app that says how it was asked, on a port for each. `/slow` begins, and goes on when `gate` opens. */
async function start({ gate = Promise.resolve(), tls = { file, selfSigned: true }, lines = [] as string[] } = {}) {
  const metrics = createMetrics();
  const destination = { write: (line: string) => void lines.push(line) };
  const app = createHttpServer({ logger: createLogger({ name: "tls", destination }), metrics });
  const begun = Promise.withResolvers<void>();
  app.get("/", (request) => ({ http: request.raw.httpVersion, host: request.host, ip: request.ip }));
  app.post("/echo", (request) => request.body);
  app.get("/broken", (_request, reply) => {
    const source = new Readable({ read() {} });
    source.push("begun");
    setImmediate(() => source.destroy(new Error("it broke")));
    return reply.send(source);
  });
  app.get("/slow", async () => {
    begun.resolve();
    await gate;
    return { done: true };
  });
  app.server.on("upgrade", (_request, socket) => {
    socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n");
  });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics, tls: { port: 0, ...tls } });
  return {
    url: listening.tlsUrl ?? "",
    plainUrl: listening.url,
    begun: begun.promise,
    close: listening.close,
    [Symbol.asyncDispose]: listening.close,
  };
}

async function overHttp2(url: string) {
  const session = connect(url, { ca: await readFile(file) });
  return Object.assign(session, { [Symbol.asyncDispose]: async () => session.destroy() });
}

async function ask(session: ClientHttp2Session, path: string, body?: object) {
  const headers = { ":path": path, ...(body && { ":method": "POST", "content-type": "application/json" }) };
  const stream = session.request(headers);
  stream.end(body && JSON.stringify(body));
  const [answer] = await once(stream, "response");
  return { status: answer[":status"], requestId: answer["x-request-id"], body: JSON.parse(await text(stream)) };
}

async function overHttp1(url: string, headers: Record<string, string> = {}) {
  const request = httpsRequest(url, {
    ca: await readFile(file),
    headers,
    agent: new Agent({ ALPNProtocols: ["http/1.1"] }),
  });
  request.end();
  const upgraded = once(request, "upgrade").then(([response]) => ({ status: response.statusCode, body: undefined }));
  const answered = once(request, "response").then(async ([response]) => ({
    status: response.statusCode,
    protocol: (response.socket as TLSSocket).alpnProtocol,
    body: JSON.parse(await text(response)),
  }));
  return Promise.race([upgraded, answered]);
}

test("a client gets HTTP/2 or HTTP/1.1 as it chooses, and plain HTTP beside them", async () => {
  await using server = await start();
  await using session = await overHttp2(server.url);
  const { host } = new URL(server.url);
  expect(await ask(session, "/")).toMatchObject({ status: 200, body: { http: "2.0", host, ip: "127.0.0.1" } });
  expect(session.alpnProtocol).toBe("h2");
  expect(await overHttp1(server.url)).toMatchObject({ status: 200, protocol: "http/1.1", body: { http: "1.1", host } });
  expect(await (await fetch(server.plainUrl)).json()).toMatchObject({ http: "1.1" });
});

test("bodies, ids and errors are as over plain HTTP", async () => {
  await using server = await start();
  await using session = await overHttp2(server.url);
  const body = { text: "x".repeat(200_000) };
  expect(await ask(session, "/echo", body)).toMatchObject({ status: 200, body, requestId: expect.any(String) });
  expect(await ask(session, "/none")).toMatchObject({ status: 404 });
  expect(await ask(session, "/echo", { text: "x".repeat(2_000_000) })).toMatchObject({ status: 413 });
});

test("an answer that breaks off is not taken for whole over HTTP/2, whatever its headers say", async () => {
  await using server = await start();
  await using session = await overHttp2(server.url);
  const stream = session.request({ ":path": "/broken" });
  const failed = once(stream.resume(), "error");
  expect(await failed).toMatchObject([{ code: "ERR_HTTP2_STREAM_ERROR" }]);
  expect(await ask(session, "/")).toMatchObject({ status: 200 });
});

test("a method that HTTP/1.1 does not know is refused over HTTP/2", async () => {
  const lines: string[] = [];
  await using server = await start({ lines });
  await using session = await overHttp2(server.url);
  const [answer] = await once(session.request({ ":method": "BREW", ":path": "/" }), "response");
  expect(answer[":status"]).toBe(501);
  expect(lines.join()).not.toContain("bug");
});

test("a socket is upgraded over TLS as well", async () => {
  await using server = await start();
  const upgrade = { connection: "upgrade", upgrade: "echo" };
  expect(await overHttp1(server.url, upgrade)).toMatchObject({ status: 101 });
});

test("what has begun is answered before it ends", async () => {
  const gate = Promise.withResolvers<void>();
  const server = await start({ gate: gate.promise });
  await using session = await overHttp2(server.url);
  const goneAway = once(session, "goaway");
  const slow = ask(session, "/slow");
  await server.begun;
  const closed = server.close();
  await goneAway;
  gate.resolve();
  expect(await slow).toMatchObject({ status: 200, body: { done: true } });
  await closed;
  await expect(overHttp1(server.url)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("the certificate made for this machine is kept for the next start", async () => {
  await (await start()).close();
  const before = await readFile(file, "utf8");
  await (await start()).close();
  expect(await readFile(file, "utf8")).toBe(before);
});

test("two processes that start at once have one certificate", async () => {
  const tls = { file: join(folder, "both/localhost.pem"), selfSigned: true };
  const servers = await Promise.all([start({ tls }), start({ tls })]);
  const ca = await readFile(tls.file);
  for (const { url, close } of servers) {
    const session = connect(url, { ca });
    expect(await ask(session, "/")).toMatchObject({ status: 200 });
    session.destroy();
    await close();
  }
});

test("a certificate that is missing or none is told in one line", async () => {
  const broken = join(folder, "broken.pem");
  await writeFile(broken, "-----BEGIN CERTIFICATE-----\n");
  await expect(start({ tls: { file: join(folder, "none.pem"), selfSigned: false } })).rejects.toThrow(
    /^TLS_FILE is wrong: .*none\.pem cannot be read$/,
  );
  await expect(start({ tls: { file: broken, selfSigned: false } })).rejects.toThrow(
    /^TLS_FILE is wrong: .*broken\.pem is no certificate with its key$/,
  );
});
