import { LINKS, type Link, type LinkName } from "@threefold/network-link";
import { type RecordedApi, recordApi } from "../client/api.ts";
import { createHttpClient, type HttpClient } from "../client/http.ts";
import { createHttp2Client } from "../client/http2.ts";
import { type EmulatedLink, emulateLink, emulateLinks } from "../link/emulator.ts";
import { drawAbove } from "../measure/above.ts";
import { type Screen, type Subject, timedRungs } from "../screen.ts";
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
  await using door = link === "lan" ? direct(portsOf(cell, doors)) : await through(portsOf(cell, doors), LINKS[link]);
  using client = cell.protocol === "h2" ? createHttp2Client() : createHttpClient();
  const cold = await show(cell, door, client, doors);
  const warm = await show(cell, door, client, doors);
  return { link, cold, warm };
}

/** What a screen's bytes are by TLS, with nothing held back. */
export async function countCell(cell: Cell, doors: Doors): Promise<Run> {
  await using door = await through(portsOf(cell, doors), LINKS.lan);
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
  const { fetch, view } = timedRungs(screen)[rung];
  const bodies = await fetch(apiAt(portsOf({ rung }, doors), screen, client, doors), doors.subject, NOBODY);
  return screen.render(view(bodies, doors.subject));
}

function apiAt(ports: Ports, screen: Screen, client: HttpClient, { tokens, registered }: Doors): RecordedApi {
  const origin = `https://localhost:${ports.api}`;
  const places = { rest: origin, graphql: `${origin}/graphql`, pictures: `https://localhost:${ports.pictures}` };
  return recordApi({ places, token: tokens[screen.as], registered, client });
}

async function show({ screen, rung }: Cell, door: Door, client: HttpClient, doors: Doors): Promise<Showing> {
  const { subject } = doors;
  const timed = timedRungs(screen)[rung];
  const api = apiAt(door, screen, client, doors);
  const before = { ...door.bytes };
  const began = performance.now();
  const bodies = await timed.fetch(api, subject, NOBODY);
  const ms = performance.now() - began;
  const above = drawAbove(screen, timed, bodies, subject, api);
  return {
    ms,
    aboveMs: above && Math.max(...above.awaited.map((awaited) => arrivalOf(awaited, api))) - began,
    bytes: { up: door.bytes.up - before.up, down: door.bytes.down - before.down },
    exchanges: api.exchanges.map(({ depth, sent, received, sentAt, endedAt, heldSeconds }) => ({
      level: depth,
      up: sent.body,
      down: received.body,
      ms: endedAt - sentAt,
      isStream: heldSeconds !== undefined,
    })),
  };
}

/** Where a rung asks, and where it has pictures: from the gateway, as all pages do. */
interface Ports {
  readonly api: number;
  readonly pictures: number;
}

/** The ports at this end of a link. */
interface Door extends Ports, AsyncDisposable {
  readonly bytes: EmulatedLink["bytes"];
}

function portsOf({ rung }: Pick<Cell, "rung">, { restPort, gatewayPort, naivePort = gatewayPort }: Doors): Ports {
  if (rung.startsWith("R")) return { api: restPort, pictures: gatewayPort };
  const api = rung === "G0" ? naivePort : gatewayPort;
  return { api, pictures: api };
}

const direct = (ports: Ports): Door => ({
  ...ports,
  bytes: { up: 0, down: 0 },
  [Symbol.asyncDispose]: async () => {},
});

async function through({ api, pictures }: Ports, link: Link): Promise<Door> {
  if (api === pictures) {
    const one = await emulateLink(api, link);
    return {
      api: one.port,
      pictures: one.port,
      bytes: one.bytes,
      [Symbol.asyncDispose]: () => one[Symbol.asyncDispose](),
    };
  }
  const two = await emulateLinks([api, pictures], link);
  const [apiPort, picturesPort] = two.ports;
  return {
    api: apiPort,
    pictures: picturesPort,
    bytes: two.bytes,
    [Symbol.asyncDispose]: () => two[Symbol.asyncDispose](),
  };
}
