import {
  annotate,
  classifier,
  distinctFields,
  findSubject,
  linesOfLeaf,
  type Others,
  type RungName,
  readable,
  type Subject,
  screens,
  track,
} from "@threefold/comparison";
import { tokenOf } from "../../session.ts";
import { readSystem } from "../../system.ts";
import type { Answer } from "../data.ts";
import { type ApiHere, apiHere, type Sent } from "./api.ts";

/** A screen that was shown here on one rung. */
export interface Showing {
  readonly rung: string;
  readonly sent: readonly Sent[];
  /** Milliseconds to the last answer. */
  readonly ms: number;
  readonly html: string;
  readonly answers: readonly Answer[];
  readonly fields: { readonly used: number; readonly received: number };
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

type Draw = (bodies: readonly unknown[]) => string;

/** Draws the screen while what it reads is watched, and gives each answer's lines their classes. */
function account(draw: Draw, bodies: readonly unknown[], api: ApiHere) {
  const watched = track(structuredClone(bodies));
  const html = draw(watched.view);
  const classify = classifier(bodies, watched.read, draw);
  const places = placesOf(bodies, api);
  const answers = api.sent.map(({ at, method, path, depth }): Answer => {
    const place = places.get(at);
    const lines = place
      ? annotate(
          place.body,
          (keys) => classify([...place.keys, ...keys]),
          (keys) => linesOfLeaf(bodies, [...place.keys, ...keys], draw, html),
        )
      : [];
    return {
      method,
      path: readable(path),
      depth,
      lines: lines.map((line, number) => ({ ...line, at: number })),
    };
  });
  const fields = distinctFields(
    bodies,
    api.sent.flatMap(({ at, path }) => {
      const place = places.get(at);
      return place ? [{ keys: place.keys, url: path }] : [];
    }),
    classify,
  );
  return { html, answers, fields };
}

interface Place {
  readonly keys: readonly string[];
  readonly body: unknown;
}

/** Where each answer's body stands in what the rung gave, by its request's number. */
function placesOf(bodies: readonly unknown[], api: ApiHere): Map<number, Place> {
  const places = new Map<number, Place>();
  const walk = (value: unknown, keys: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    const request = api.requestOf(value);
    if (request) places.set(request.at, { keys, body: value });
    else for (const [key, inside] of Object.entries(value)) walk(inside, [...keys, key]);
  };
  walk(bodies, []);
  return places;
}

async function subjectHere(): Promise<Subject> {
  return findSubject(`${window.location.origin}/rest`, { ada: await tokenFor("ada") });
}

async function tokenFor(username: string): Promise<string> {
  const { people } = await readSystem();
  const person = people.find((each) => each.username === username);
  if (person) return tokenOf(person);
  throw new Error(`Nobody is known here as ${username}. npm start runs a system with seeded people.`);
}

const refuse = async (): Promise<never> => {
  throw new Error("Nobody else does anything here.");
};
const NOBODY: Others = { placeOrder: refuse, advanceOrder: refuse };
