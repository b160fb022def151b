import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { CountStatements } from "../measure/measure.ts";

/** The services' measuring ports, counted from the gateway's port. */
const PORTS = { products: 11, users: 12, orders: 13 };

/** No clients of screens: health checks, the services among themselves, staff that moves orders on. */
const OTHERS = /health|internal|advancement/;

/** Milliseconds in which what was answered is counted too: services count when an answer has left them. */
const SETTLED_MS = 30;

/** Reads what each service counts of itself, when it changes no more: only what clients' requests caused. */
export const statementsOf =
  (portBase: number): CountStatements =>
  async () => {
    for (let before = await read(portBase); ; ) {
      await setTimeout(SETTLED_MS);
      const now = await read(portBase);
      if (isDeepStrictEqual(before, now)) return now;
      before = now;
    }
  };

async function read(portBase: number): Promise<Record<string, number>> {
  const counts = Object.entries(PORTS).map(async ([service, offset]) => {
    const text = await textAt(portBase + offset);
    const lines = text.matchAll(/^sql_statements_total\{route="([^"]*)"\} (\d+)$/gm);
    const total = [...lines]
      .filter(([, route = ""]) => !OTHERS.test(route))
      .reduce((all, [, , n]) => all + Number(n), 0);
    return [service, total] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** On a connection of its own: one that is kept may be closed while a large screen is accounted for. */
async function textAt(port: number): Promise<string> {
  const asked = get({ host: "127.0.0.1", port, path: "/metrics", agent: false });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return (await answer.setEncoding("utf8").toArray()).join("");
}
