import {
  annotate,
  bodiesOf,
  classifier,
  distinctFields,
  finderOf,
  type LeafPath,
  linesOfLeaf,
  locate,
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

/**
 * Draws the screen while what it reads is watched, and gives the lines of each answer, as it came, their classes: as the comparison does
 * of what it has counted.
 */
export function account(
  draw: Draw,
  bodies: readonly unknown[],
  api: Pick<ApiHere, "sent" | "answerTo" | "origins">,
): Account {
  const watched = track(structuredClone(bodies));
  const html = draw(watched.view);
  const classify = classifier(bodies, watched.read, draw);
  const places = locate(bodies, api);
  const placeOf = finderOf(places);
  const lineOf = new Map<LeafPath, Line>();
  const answers = api.sent.map(({ at, method, path, depth }): Answer => {
    const leaves: (LeafPath | undefined)[] = [];
    const annotated = annotate(
      api.answerTo(at),
      (keys) => {
        const place = placeOf(at, keys);
        leaves.push(place && pathOf(place));
        // What stands around the data is an envelope.
        return place ? classify(place) : "control";
      },
      (keys) => {
        const place = placeOf(at, keys);
        return place ? linesOfLeaf(bodies, place, draw, html) : [];
      },
    );
    const lines = annotated.map((line, place): Line => ({ ...line, at: place }));
    // Lines that are leaves have a class, which was asked for once, in the order of the lines.
    for (const line of lines) {
      const leaf = line.class === undefined ? undefined : leaves.shift();
      if (leaf !== undefined) lineOf.set(leaf, line);
    }
    return { method, path: readable(path), depth, lines };
  });
  const fields = distinctFields(
    bodies,
    bodiesOf(places).map(({ keys, exchange }) => ({ keys, url: api.sent[exchange]?.path ?? "" })),
    classify,
  );
  // A set has its members in the order in which they came. What stands in no line was cut from a list.
  const reads = [...watched.read].flatMap((leaf) => lineOf.get(leaf) ?? []);
  return { html, answers, reads, fields };
}
