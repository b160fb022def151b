import { LINKS } from "@threefold/network-link";
import type { Conditions } from "./times.ts";

/** What the page shows, as far as its address says it: so that a link shows another the same. */
export interface Shown {
  readonly screen: string | undefined;
  readonly conditions: Conditions;
}

const { rttMs, downKbps } = LINKS["slow-4g"];

/** What each side has where an address names no rung. */
export const RUNG_OF = { rest: "R1", graphql: "G1", left: "R1", right: "G1" } as const;

/** Reads an address; what it does not say, or says wrongly, is as on slow 4G. */
export function readAddress(search: string): Shown {
  const said = new URLSearchParams(search);
  return {
    screen: said.get("screen") ?? undefined,
    conditions: {
      rttMs: delayOf(said.get("rtt")) ?? rttMs,
      downKbps: downloadOf(said.get("kbps")) ?? downKbps,
      protocol: said.get("protocol") === "h1" ? "h1" : "h2",
      connections: said.get("connections") === "warm" ? "warm" : "cold",
    },
  };
}

/** @param search what the address says now: what else is chosen stays in it */
export function writeAddress({ screen, conditions }: Shown, search: string): string {
  const { rttMs, downKbps, protocol, connections } = conditions;
  const parts = new URLSearchParams(search);
  if (screen !== undefined) parts.set("screen", screen);
  parts.set("rtt", String(rttMs));
  parts.set("kbps", String(downKbps));
  parts.set("protocol", protocol);
  parts.set("connections", connections);
  return `?${parts}`;
}

/** What the sliders reach. */
export const delayOf = (text: string | null) => within(text, 0, 400);
export const downloadOf = (text: string | null) => within(text, 256, 131_072);

function within(text: string | null, least: number, most: number): number | undefined {
  const number = Number(text || Number.NaN);
  return number >= least && number <= most ? number : undefined;
}
