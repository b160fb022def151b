import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { IDENTITY_HEADER } from "./credential.ts";
import { followRevocations } from "./revocations.ts";

/** A service that answers what `answer` says at the moment. */
async function listOf(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<URL> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/revoked`);
}

function follow(url: URL, onFailure?: (error: Error) => void) {
  let tokens = 0;
  const sign = async () => `token-${++tokens}`;
  const revocations = followRevocations({ url, sign, intervalMs: 10, ...(onFailure && { onFailure }) });
  onTestFinished(revocations.close);
  return revocations;
}

test("each answer is the whole list, asked for with a token of its own", async () => {
  let sessions = ["a"];
  const tokens = new Set<unknown>();
  const url = await listOf((request, response) => {
    tokens.add(request.headers[IDENTITY_HEADER]);
    response.end(JSON.stringify({ sessions }));
  });
  const revocations = follow(url);
  expect([revocations.isRevoked("a"), revocations.updatedAt]).toEqual([false, undefined]);
  await vi.waitFor(() => expect(revocations.isRevoked("a")).toBe(true), 10_000);
  expect(revocations.updatedAt).toBeLessThanOrEqual(Date.now());
  sessions = ["b"];
  await vi.waitFor(
    () => expect([revocations.isRevoked("a"), revocations.isRevoked("b")]).toEqual([false, true]),
    10_000,
  );
  expect(tokens.size).toBeGreaterThan(1);
});

test.each([
  ["an error", (response: ServerResponse) => response.writeHead(503).end(), /^http:.*\/revoked answered 503$/],
  ["nonsense", (response: ServerResponse) => response.end("{"), /answered something else than expected$/],
  ["another list", (response: ServerResponse) => response.end('{"sessions":[1]}'), /else than expected$/],
  ["nothing", (response: ServerResponse) => response.destroy(), /^no answer from http:/],
])(
  "an edge that gets %s keeps the list that it has, and says so, until it gets a new one",
  async (_, fail, problem) => {
    let well = true;
    const url = await listOf((_request, response) => (well ? response.end('{"sessions":["a"]}') : fail(response)));
    const problems: string[] = [];
    const revocations = follow(url, (error) => problems.push(error.message));
    await vi.waitFor(() => expect(revocations.isRevoked("a")).toBe(true), 10_000);
    well = false;
    await vi.waitFor(() => expect(problems.length).toBeGreaterThan(1), 10_000);
    expect(problems[0]).toMatch(problem);
    expect(revocations.isRevoked("a")).toBe(true);
    const before = revocations.updatedAt ?? 0;
    well = true;
    await vi.waitFor(() => expect(revocations.updatedAt).toBeGreaterThan(before), 10_000);
  },
);

test("an edge that closes asks no more, and does not wait for an answer that does not come", async () => {
  let asked = 0;
  const url = await listOf(() => asked++);
  const problems: Error[] = [];
  const revocations = follow(url, (error) => problems.push(error));
  await vi.waitFor(() => expect(asked).toBe(1), 10_000);
  await revocations.close();
  expect([asked, problems]).toEqual([1, []]);
});
