import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { librarySupergraph } from "../testing/library.ts";

const nowhere = librarySupergraph({ books: "http://127.0.0.1:1/", authors: "http://127.0.0.1:1/" });

const received: { request: IncomingMessage; body: string }[] = [];
const behind = createServer(async (request, response) => {
  received.push({ request, body: Buffer.concat(await request.toArray()).toString() });
  response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "image/svg+xml", "x-own": "1" });
  response.end("<svg/>");
});

let gateway: TestGateway;
beforeAll(async () => {
  await new Promise<void>((resolve) => behind.listen(0, "127.0.0.1", resolve));
  const { port } = behind.address() as AddressInfo;
  gateway = await startGateway(nowhere, {
    mounts: [
      { path: "/images/books", url: `http://127.0.0.1:${port}/pictures` },
      { path: "/gone", url: "http://127.0.0.1:1/" },
    ],
  });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  behind.close();
});

describe("a mount", () => {
  it("answers with what is behind it, path for path", async () => {
    const response = await fetch(`${gateway.url}/images/books/1/front.svg?size=2`);
    expect([response.status, response.headers.get("x-own"), await response.text()]).toEqual([200, "1", "<svg/>"]);
    expect(received.at(-1)?.request.url).toBe("/pictures/1/front.svg?size=2");
  });

  it("passes bodies and credentials on, but neither cookies nor an identity that only the gateway may tell", async () => {
    const response = await fetch(`${gateway.url}/images/books`, {
      method: "POST",
      headers: {
        "content-type": "text/csv",
        authorization: "Bearer token",
        "x-request-id": "request-0004",
        "x-threefold-identity": "forged",
        cookie: "session=1",
      },
      body: "a,b",
    });
    expect(response.status).toBe(201);
    const { request, body } = received.at(-1) ?? {};
    expect(body).toBe("a,b");
    expect(request?.headers).toMatchObject({ authorization: "Bearer token", "x-request-id": "request-0004" });
    expect(request?.headers).not.toHaveProperty("cookie");
    expect(request?.headers).not.toHaveProperty("x-threefold-identity");
  });

  it("does not lead out of its path", async () => {
    const before = received.length;
    const response = await fetch(`${gateway.url}/images/books/%2e%2e/secret`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(received.length).toBe(before);
  });

  it("with nothing behind it says so without saying where", async () => {
    const response = await fetch(`${gateway.url}/gone/1`);
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({
      title: "What answers here cannot be reached",
      status: 502,
      instance: response.headers.get("x-request-id"),
    });
  });
});
