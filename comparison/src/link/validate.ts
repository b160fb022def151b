import { once } from "node:events";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { readCertificate } from "@threefold/http-server";
import { type Exchange, LINKS, type Link, type LinkName, lastOf, model, type Way } from "@threefold/network-link";
import { createHttpClient, type HttpClient } from "../client/http.ts";
import { createHttp2Client } from "../client/http2.ts";
import { median } from "../times/statistics.ts";
import { emulateLink } from "./emulator.ts";

/** One shape of screen on one link, by arithmetic and by clock. */
export interface Validation {
  readonly shape: string;
  readonly link: LinkName;
  readonly way: Omit<Way, "handshakeMs">;
  readonly modelMs: number;
  readonly measuredMs: number;
  /** How far the model is from the measurement, in per cent of it. */
  readonly gapPercent: number;
}

const CERTIFICATE = fileURLToPath(new URL("../../../.data/compare/tls/validate.pem", import.meta.url));
/** What a head takes, more or less; the model is told what the link counted. */
const LEVELS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  "1 answer of 1 kB": [[1000]],
  "3 in a row": [[1000], [1000], [1000]],
  "1, then 20 at once": [[1000], Array.from({ length: 20 }, () => 1000)],
  "1 answer of 30 kB": [[30_000]],
  "1 answer of 200 kB": [[200_000]],
};
const EMULATED = (Object.keys(LINKS) as LinkName[]).filter((name) => name !== "lan");
const RUNS = 5;
/** Runs that share this machine at once, each on a link of its own. */
const AT_ONCE = 2;

/**
 * Times answers of known sizes through each emulated link and holds the model to it, without any of the system's servers.
 * What both ends compute is timed without a link, and given to the model.
 */
export async function* validateLinks(signal: AbortSignal): AsyncGenerator<Validation> {
  await using server = await startSizes();
  // The first of everything is slow, and stands for nothing.
  for (const protocol of ["h1", "h2"] as const) await timeOften([[1000]], LINKS.lan, protocol, server.port);
  for (const [shape, levels] of Object.entries(LEVELS)) {
    for (const protocol of ["h1", "h2"] as const) {
      const work = await timeOften(levels, LINKS.lan, protocol, server.port);
      for (const link of EMULATED) {
        if (signal.aborted) return;
        const runs = await timeOften(levels, LINKS[link], protocol, server.port);
        yield* (["cold", "warm"] as const).map((connections): Validation => {
          const measuredMs = median(runs.map((run) => run[connections]));
          const modelMs = modelled(runs, work, LINKS[link], { protocol, connections });
          const gapPercent = (100 * (modelMs - measuredMs)) / measuredMs;
          return { shape, link, way: { protocol, connections }, modelMs, measuredMs, gapPercent };
        });
      }
    }
  }
}

interface Run {
  readonly cold: number;
  readonly warm: number;
  readonly exchanges: readonly Omit<Exchange, "serverMs">[];
}

function modelled(
  runs: readonly Run[],
  work: readonly Run[],
  link: Link,
  way: Pick<Way, "protocol" | "connections">,
): number {
  const exchanges = runs[0]?.exchanges ?? [];
  const levels = new Set(exchanges.map(({ level }) => level)).size;
  const warm = median(work.map((run) => run.warm));
  const handshakeMs = Math.max(0, median(work.map((run) => run.cold)) - warm);
  const timed = exchanges.map((exchange) => ({ ...exchange, serverMs: warm / levels }));
  return lastOf(model(timed, link, { ...way, handshakeMs }));
}

async function timeOften(
  levels: readonly (readonly number[])[],
  link: Link,
  protocol: Way["protocol"],
  port: number,
): Promise<Run[]> {
  const runs: Run[] = [];
  while (runs.length < RUNS)
    runs.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => timeOnce(levels, link, protocol, port)))));
  return runs;
}

async function timeOnce(
  levels: readonly (readonly number[])[],
  link: Link,
  protocol: Way["protocol"],
  port: number,
): Promise<Run> {
  await using door = await emulateLink(port, link);
  using client = protocol === "h2" ? createHttp2Client() : createHttpClient();
  const ask = async () => {
    const began = performance.now();
    for (const level of levels)
      await Promise.all(level.map((size) => get(client, `https://localhost:${door.port}/${size}`)));
    return performance.now() - began;
  };
  const cold = await ask();
  const before = { ...door.bytes };
  const warm = await ask();
  const requests = levels.flat().length;
  const bodies = levels.flat().reduce((sum, size) => sum + size, 0);
  const up = (door.bytes.up - before.up) / requests;
  const head = (door.bytes.down - before.down - bodies) / requests;
  const exchanges = levels.flatMap((level, at) => level.map((size) => ({ level: at + 1, up, down: size + head })));
  return { cold, warm, exchanges };
}

const get = (client: HttpClient, url: string) => client.send({ method: "GET", url, headers: {} }, 1);

/** Answers `/SIZE` with as many bytes, over HTTP/1.1 and HTTP/2 by TLS. */
async function startSizes(): Promise<AsyncDisposable & { readonly port: number }> {
  const pem = await readCertificate(CERTIFICATE, true);
  const server = createSecureServer({ cert: pem, key: pem, allowHTTP1: true }, (request, response) => {
    response.end(Buffer.alloc(Number(request.url.slice(1)), "x"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}
