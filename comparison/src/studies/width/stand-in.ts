import { seeded } from "../../random.ts";

/** A field of the stand-in: what it is called, its GraphQL type, and its value in each of the rows. */
export interface StandInField {
  readonly name: string;
  readonly type: "String" | "Int" | "Float" | "Boolean";
  readonly values: readonly (string | number | boolean)[];
}

const WORDS =
  "price weight height width colour origin maker batch shelf rate tax margin grade finish season style fabric voltage socket range".split(
    " ",
  );
const PARTS = "min max net gross last first total unit code label".split(" ");
const TYPES = ["String", "Int", "String", "Float", "Boolean"] as const;

/**
 * A resource as wide as asked, of the kinds of fields that shops have: texts of one to four words, numbers, truths. The same on
 * every machine; a narrower one has the first fields of a wider one.
 */
export function standIn(width: number, rows: number): StandInField[] {
  return Array.from({ length: width }, (_, at) => {
    const name = `${WORDS[at % WORDS.length]}${at < WORDS.length ? "" : capital(PARTS[Math.floor(at / WORDS.length) % PARTS.length] ?? "")}`;
    const type = TYPES[at % TYPES.length] ?? "String";
    const ofField = seeded(at);
    return { name, type, values: Array.from({ length: rows }, () => drawn(type, ofField)) };
  });
}

const capital = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

function drawn(type: StandInField["type"], random: () => number): string | number | boolean {
  if (type === "Boolean") return random() < 0.5;
  if (type === "Int") return Math.floor(random() * 10_000);
  if (type === "Float") return Math.round(random() * 10_000) / 100;
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => WORDS[Math.floor(random() * WORDS.length)]).join(
    " ",
  );
}
