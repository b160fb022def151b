import {
  annotate,
  classifier,
  distinctFields,
  type LeafPath,
  linesOfLeaf,
  pathOf,
  readable,
  track,
} from "@threefold/comparison";
import type { Answer, Line } from "../data.ts";
import type { ApiHere } from "./api.ts";

/** What was drawn of some answers, and what each of their lines was for. */
export interface Account {
  readonly html: string;
  readonly answers: readonly Answer[];
  /** The answers' lines in the order in which the drawing read them first. */
  readonly reads: readonly Line[];
  readonly fields: { readonly used: number; readonly received: number };
}

type Draw = (bodies: readonly unknown[]) => string;

/** Draws the screen while what it reads is watched, and gives each answer's lines their classes. */
export function account(draw: Draw, bodies: readonly unknown[], api: Pick<ApiHere, "sent" | "requestOf">): Account {
  const watched = track(structuredClone(bodies));
  const html = draw(watched.view);
  const classify = classifier(bodies, watched.read, draw);
  const places = placesOf(bodies, api);
  const lineOf = new Map<LeafPath, Line>();
  const answers = api.sent.map(({ at, method, path, depth }): Answer => {
    const place = places.get(at);
    const lines = place ? linesOf(place, bodies, draw, html, classify) : [];
    for (const [leaf, line] of lines) if (leaf !== undefined) lineOf.set(leaf, line);
    return { method, path: readable(path), depth, lines: lines.map(([, line]) => line) };
  });
  const fields = distinctFields(
    bodies,
    api.sent.flatMap(({ at, path }) => {
      const place = places.get(at);
      return place ? [{ keys: place.keys, url: path }] : [];
    }),
    classify,
  );
  // A set has its members in the order in which they came. What stands in no line was cut from a list.
  const reads = [...watched.read].flatMap((leaf) => lineOf.get(leaf) ?? []);
  return { html, answers, reads, fields };
}

/** An answer's lines, each that is a leaf with the way to it. */
function linesOf(
  { keys: to, body }: Place,
  bodies: readonly unknown[],
  draw: Draw,
  html: string,
  classify: ReturnType<typeof classifier>,
): [leaf: LeafPath | undefined, line: Line][] {
  // Lines that are leaves have a class, which is asked for once, in the order of the lines.
  const leaves: LeafPath[] = [];
  const lines = annotate(
    body,
    (keys) => {
      leaves.push(pathOf([...to, ...keys]));
      return classify([...to, ...keys]);
    },
    (keys) => linesOfLeaf(bodies, [...to, ...keys], draw, html),
  );
  return lines.map((line, at) => [line.class === undefined ? undefined : leaves.shift(), { ...line, at }]);
}

interface Place {
  readonly keys: readonly string[];
  readonly body: unknown;
}

/** Where each answer's body stands in what the rung gave, by its request's number. */
function placesOf(bodies: readonly unknown[], api: Pick<ApiHere, "requestOf">): Map<number, Place> {
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
