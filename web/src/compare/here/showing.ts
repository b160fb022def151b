import { findSubject, type Others, type RungName, type Subject, screens } from "@threefold/comparison";
import { tokenOf } from "../../session.ts";
import { readSystem } from "../../system.ts";
import { type Account, account } from "./account.ts";
import { apiHere, type Sent } from "./api.ts";

/** A screen that was shown here on one rung. */
export interface Showing extends Account {
  readonly rung: string;
  readonly sent: readonly Sent[];
  /** Milliseconds to the last answer. */
  readonly ms: number;
}

/** The screens that can be shown here: those that neither change anything nor take longer than a look. */
export const canBeShown = (name: string): boolean =>
  screens.some((screen) => screen.name === name && screen.changing === undefined && !screen.isLarge);

let subject: Promise<Subject> | undefined;

/**
 * Comes to a screen on one rung, on the system that serves this page.
 * @param onChange told of the requests as they begin and end
 * @throws Error in words for people
 */
export async function show(
  name: string,
  rung: string,
  signal: AbortSignal,
  onChange: (sent: readonly Sent[]) => void,
): Promise<Showing> {
  const screen = screens.find((each) => each.name === name);
  if (screen === undefined) throw new Error(`There is no screen ${name}.`);
  const { fetch, view } = screen.rungs[rung as RungName];
  subject ??= subjectHere().catch((error) => {
    subject = undefined;
    throw error;
  });
  const about = await subject;
  const token = screen.as === "anonymous" ? undefined : await tokenFor(screen.as);
  const api = apiHere(token, signal, () => onChange([...api.sent]));
  const bodies = await fetch(api, about, NOBODY);
  const { sent } = api;
  const ms = Math.max(...sent.map(({ beganAt, endedAt }) => endedAt ?? beganAt)) - (sent[0]?.beganAt ?? 0);
  return { rung, sent, ms, ...account((changed) => screen.render(view(changed, about)), bodies, api) };
}

async function subjectHere(): Promise<Subject> {
  return findSubject(`${window.location.origin}/rest`, { ada: await tokenFor("ada") });
}

async function tokenFor(username: string): Promise<string> {
  const { people } = await readSystem();
  const person = people.find((each) => each.username === username);
  if (person) return tokenOf(person);
  throw new Error(`This system has no user ${username}. npm start starts one with seeded users.`);
}

const refuse = async (): Promise<never> => {
  throw new Error("No other user acts here.");
};
const NOBODY: Others = { placeOrder: refuse, advanceOrder: refuse };
