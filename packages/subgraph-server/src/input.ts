import { z } from "zod";
import { isUuid } from "./ids.ts";

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;

const bounded = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min, `must have at least ${min} character${min === 1 ? "" : "s"}`)
    .max(max, `must have at most ${max} characters`)
    // PostgreSQL's JSON cannot hold half a character.
    .refine((text) => text.isWellFormed(), "must be well-formed text");

/** One line of text, without the spaces around it. */
export const line = (min: number, max: number) =>
  bounded(min, max).refine((text) => !CONTROL.test(text), "must be one line of plain text");

/** Text of several lines, without the spaces around it. */
export const lines = (min: number, max: number) =>
  bounded(min, max).refine((text) => !CONTROL_BUT_LINES.test(text), "must be plain text");

/** A whole number within bounds, both counted in. */
export const whole = (min: number, max: number) => {
  const message = `must be from ${min} to ${max}`;
  return z.int().min(min, message).max(max, message);
};

/** An id of something, as it stands in the database. What cannot be an id is told in the words of one that is not there. */
export const idOf = (thing: string) =>
  z
    .string()
    .refine(isUuid, `there is no such ${thing}`)
    .transform((id) => id.toLowerCase());

/** A country, as addresses and data sheets name it. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, "must be an ISO 3166 code of two capital letters");

/** Null means "clear it" for the fields that may be empty, and "leave it" for all others. */
export function withoutNulls(input: object, clearable: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== null || clearable.includes(name)),
  );
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Without the fields that were not given: to Prisma, as to us, absent means "leave it". */
export const present = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
