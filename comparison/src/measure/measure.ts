import { createHash } from "node:crypto";
import type { RecordedApi } from "../client/api.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Others, RungName, Screen, Subject } from "../screen.ts";
import { type Answer, accountFor } from "./account-for.ts";
import { type Idle, signsOfLife } from "./idle.ts";
import type { Measurement } from "./measurement.ts";

/** Counts SQL statements by service since the system began. */
export type CountStatements = () => Promise<Record<string, number>>;

export interface Measured {
  readonly measurement: Measurement;
  readonly html: string;
  readonly answers: readonly Answer[];
}

/** Who comes to a screen, what it is about, and who counts. */
export interface Situation {
  readonly subject: Subject;
  readonly api: RecordedApi;
  readonly others: Others;
  readonly count: CountStatements;
  /** What streams say that have nothing to tell. */
  readonly idle: readonly Idle[];
}

/**
 * Comes to a screen on one rung, and accounts for every byte.
 * @throws Error when the oracles of use disagree, the ledger does not close, or an answer is none
 */
export async function measure(
  screen: Screen,
  name: RungName,
  { subject, api, others, count, idle }: Situation,
): Promise<Measured> {
  const rung = screen.rungs[name];
  const before = await count();
  const bodies = await rung.fetch(api, subject, others);
  const after = await count();
  const draw = (changed: readonly unknown[]) => screen.render(rung.view(changed, subject));
  const signs = ({ method, heldSeconds = 0 }: Exchange) =>
    signsOfLife(idle, method === "GET" ? "rest-sse" : "graphql-sse", heldSeconds);
  const { html, answers, counts } = accountFor(api, bodies, draw, signs);
  const counted = screen.changing?.services ?? Object.keys(after);
  return {
    html,
    answers,
    measurement: {
      screen: screen.name,
      rung: name,
      drawn: createHash("sha256").update(html).digest("hex"),
      ...counts,
      statements: Object.fromEntries(
        counted.map((service) => [service, (after[service] ?? 0) - (before[service] ?? 0)]),
      ),
    },
  };
}
