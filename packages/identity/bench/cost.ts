/**
 * What identity costs: `node packages/identity/bench/cost.ts`. Prints CPU time per call, in microseconds, beside that of a
 * fetch over loopback (both ends in this process), which it must not exceed.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createIdentitySigner,
  createPersonSigner,
  createVerifier,
  generateKey,
  publicKeySet,
  signingKey,
} from "../src/index.ts";

const key = signingKey(await generateKey());
const keys = publicKeySet([key]);
const ada = { kind: "person", id: "0198c0de-0000-7000-8000-000000000001", role: "CUSTOMER", scopes: [] } as const;
const gateway = createIdentitySigner({ issuer: "gateway", key });
const issuers = [
  { type: "identity", issuer: "gateway", keys },
  { type: "person", issuer: "users", keys },
] as const;
const remembering = createVerifier({ audience: "products", issuers });
const forgetful = createVerifier({ audience: "products", issuers, capacity: 0 });
const read = await gateway.forReads(ada, "products");
const write = await gateway.forWrite(ada, "products");
const { token: person } = await createPersonSigner({ issuer: "users", audience: "products", key }).sign(ada);

const server = createServer((_request, response) => response.end("{}")).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const rows = [
  ["edge: person's token, first time", () => forgetful.verify(person)],
  ["edge: person's token, again", () => remembering.verify(person)],
  ["edge: sign for a write", () => gateway.forWrite(ada, "products")],
  ["edge: sign for a read, again within the minute", () => gateway.forReads(ada, "products")],
  ["subgraph: verify a write", () => remembering.verify(write)],
  ["subgraph: verify a read, again", () => remembering.verify(read)],
  ["for comparison: one fetch over loopback", async () => (await fetch(url)).text()],
] as const;
for (const [name, work] of rows) process.stdout.write(`${name.padEnd(50)} ${(await measure(work)).toFixed(1)} µs\n`);
server.close();
server.closeAllConnections();

async function measure(work: () => Promise<unknown>, times = 3_000): Promise<number> {
  for (let i = 0; i < 500; i++) await work();
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}
