import { z } from "zod";

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;

const bounded = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min, `must have at least ${min} character${min === 1 ? "" : "s"}`)
    .max(max, `must have at most ${max} characters`);

/** One line of text, without the spaces around it. */
export const line = (min: number, max: number) =>
  bounded(min, max).refine((text) => !CONTROL.test(text), "must be one line of plain text");

/** Text of several lines, without the spaces around it. */
export const lines = (min: number, max: number) =>
  bounded(min, max).refine((text) => !CONTROL_BUT_LINES.test(text), "must be plain text");

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
