import { createHash } from "node:crypto";
import type { RecordedApi } from "../client/api.ts";
import type { Asked, Exchange } from "../client/exchange.ts";
import { preflightsOf } from "../client/preflight.ts";
import type { Others, RungName, Screen, Subject } from "../screen.ts";
import { type CountServices, doneBetween, type ServiceCounts, together } from "../system/services.ts";
import { drawAbove } from "./above.ts";
import { type Answer, accountFor } from "./account-for.ts";
import { heartbeatBytes, type Idle } from "./idle.ts";
import type { Measurement } from "./measurement.ts";

export interface Measured {
  readonly measurement: Measurement;
  readonly html: string;
  /** What of it is above the fold; undefined for a screen that has none. */
  readonly above: string | undefined;
  readonly answers: readonly Answer[];
}

/** Who comes to a screen, what it is about, and who counts. */
export interface Situation {
  readonly subject: Subject;
  readonly api: RecordedApi;
  readonly others: Others;
  readonly count: CountServices;
  /** What streams say that have nothing to tell. */
  readonly idle: readonly Idle[];
}

/**
 * Comes to a screen on one rung, and accounts for every byte.
 * @throws Error when the oracles of use disagree, the ledger does not close, an answer is none, or what is above the fold is not of the
 *   page, or does not come first in an answer in parts
 */
export async function measure(
  screen: Screen,
  name: RungName,
  { subject, api, others, count, idle }: Situation,
): Promise<Measured> {
  const rung = screen.rungs[name];
  const before = await count();
  const bodies = await rung.fetch(api, subject, others);
  const done = doneBetween(before, await count());
  const draw = (changed: readonly unknown[]) => screen.render(rung.view(changed, subject));
  const above = drawAbove(screen, rung, bodies, subject, api);
  const late = above?.awaited.find(({ part = 0 }) => part > 0);
  if (late) throw new Error(`what is above the fold comes in part ${late.part} only`);
  const signs = ({ method, heldSeconds = 0 }: Exchange) =>
    heartbeatBytes(idle, method === "GET" ? "rest-sse" : "graphql-sse", heldSeconds);
  const { html, answers, counts } = accountFor(api, bodies, draw, signs);
  const asked = api.exchanges.flatMap((exchange) => exchange.asked ?? []);
  const odd = above && lineBeside(above.html, html);
  if (odd !== undefined) throw new Error(`what is above the fold is not of the page: ${odd}`);
  const counted = screen.changing?.services ?? Object.keys(done);
  return {
    html,
    above: above?.html,
    answers,
    measurement: {
      screen: screen.name,
      rung: name,
      drawn: sha256(html),
      ...counts,
      preflights: preflightsOf(asked),
      ...documentsOf(asked),
      ...(api.exchanges.some(({ heldSeconds }) => heldSeconds !== undefined) && { readsUncounted: true }),
      statements: Object.fromEntries(counted.map((service) => [service, done[service]?.statements ?? 0])),
      gave: {
        rows: counted.reduce((sum, service) => sum + (done[service]?.rows ?? 0), 0),
        values: counted.reduce((sum, service) => sum + (done[service]?.values ?? 0), 0),
      },
      ...(!screen.changing && { subrequests: subrequestsOf(done) }),
    },
  };
}

/** The first line that is not among those of the whole. */
function lineBeside(part: string, whole: string): string | undefined {
  const lines = new Set(whole.split("\n"));
  return part.split("\n").find((line) => !lines.has(line));
}

function documentsOf(asked: readonly Asked[]): Pick<Measurement, "documents"> {
  const documents = asked.flatMap(({ document }) => document ?? []);
  if (documents.length === 0) return {};
  return { documents: Object.fromEntries(documents.map((text) => [sha256(text), Buffer.byteLength(text)])) };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function subrequestsOf(done: Readonly<Record<string, ServiceCounts>>): { count: number; bytes: number } {
  const { requests, bytes } = together(done);
  return { count: requests, bytes };
}
