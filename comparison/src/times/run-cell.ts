import { LINKS, type LinkName } from "@threefold/network-link";
import { type RecordedApi, recordApi } from "../client/api.ts";
import { createHttpClient, type HttpClient } from "../client/http.ts";
import { createHttp2Client } from "../client/http2.ts";
import { type EmulatedLink, emulateLink } from "../link/emulator.ts";
import { drawAbove } from "../measure/above.ts";
import type { Screen, Subject } from "../screen.ts";
import { NOBODY } from "../system/others.ts";
import { arrivalOf } from "./arrival.ts";
import type { Cell, Run, Showing } from "./cell.ts";

/** Who asks for which things, and where by TLS. */
export interface Doors {
  readonly restPort: number;
  readonly gatewayPort: number;
  /** Where G0 asks; the gateway too unless given. */
  readonly naivePort?: number | undefined;
  readonly subject: Subject;
  readonly tokens: Readonly<Record<string, string>>;
  /** Hashes of documents that the gateway knows. */
  readonly registered: Set<string>;
}

/**
 * Shows a screen twice through a link of its own: with connections that must be opened, and on those.
 * @throws Error naming what did not answer
 */
export async function runCell(cell: Cell, link: LinkName, doors: Doors): Promise<Run> {
  const port = portOf(cell, doors);
  await using door = link === "lan" ? direct(port) : await emulateLink(port, LINKS[link]);
  using client = cell.protocol === "h2" ? createHttp2Client() : createHttpClient();
  const cold = await show(cell, door, client, doors);
  const warm = await show(cell, door, client, doors);
  return { link, cold, warm };
}

/** What a screen's bytes are by TLS, with nothing held back. */
export async function countCell(cell: Cell, doors: Doors): Promise<Run> {
  const port = portOf(cell, doors);
  await using door = await emulateLink(port, LINKS.lan);
  using client = cell.protocol === "h2" ? createHttp2Client() : createHttpClient();
  return {
    link: "lan",
    cold: await show(cell, door, client, doors),
    warm: await show(cell, door, client, doors),
  };
}

/** What a screen shows on a rung, where it is timed. */
export async function drawCell({ screen, rung }: Pick<Cell, "screen" | "rung">, doors: Doors): Promise<string> {
  using client = createHttpClient();
  const bodies = await screen.rungs[rung].fetch(
    apiAt(portOf({ rung }, doors), screen, client, doors),
    doors.subject,
    NOBODY,
  );
  return screen.render(screen.rungs[rung].view(bodies, doors.subject));
}

function apiAt(port: number, screen: Screen, client: HttpClient, { tokens, registered }: Doors): RecordedApi {
  const origin = `https://localhost:${port}`;
  const places = { rest: origin, graphql: `${origin}/graphql` };
  return recordApi({ places, token: tokens[screen.as], registered, client });
}

async function show({ screen, rung }: Cell, door: EmulatedLink, client: HttpClient, doors: Doors): Promise<Showing> {
  const { subject } = doors;
  const api = apiAt(door.port, screen, client, doors);
  const before = { ...door.bytes };
  const began = performance.now();
  const bodies = await screen.rungs[rung].fetch(api, subject, NOBODY);
  const ms = performance.now() - began;
  const above = drawAbove(screen, screen.rungs[rung], bodies, subject, api);
  return {
    ms,
    aboveMs: above && Math.max(...above.awaited.map((awaited) => arrivalOf(awaited, api))) - began,
    bytes: { up: door.bytes.up - before.up, down: door.bytes.down - before.down },
    exchanges: api.exchanges.map(({ depth, sent, received, sentAt, endedAt }) => ({
      level: depth,
      up: sent.body,
      down: received.body,
      ms: endedAt - sentAt,
    })),
  };
}

function portOf({ rung }: Pick<Cell, "rung">, { restPort, gatewayPort, naivePort = gatewayPort }: Doors): number {
  if (rung.startsWith("R")) return restPort;
  return rung === "G0" ? naivePort : gatewayPort;
}

const direct = (port: number): EmulatedLink => ({
  port,
  bytes: { up: 0, down: 0 },
  [Symbol.asyncDispose]: async () => {},
});
