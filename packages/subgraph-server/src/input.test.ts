import { expect, test } from "vitest";
import { check, DomainError } from "./errors.ts";
import { countryCode, idOf, line, lines, present, whole, withoutNulls } from "./input.ts";

function complaint(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.problems[0]?.message;
    throw error;
  }
}

test("text is taken without the spaces around it", () => {
  expect(check(line(1, 5), " lamp ")).toBe("lamp");
  expect(check(lines(0, 20), " a\n\tb \n")).toBe("a\n\tb");
});

test.each([
  [line(1, 5), "  ", "must have at least 1 character"],
  [line(2, 5), "a", "must have at least 2 characters"],
  [line(0, 5), "lamps!", "must have at most 5 characters"],
  [line(0, 5), "a\nb", "must be one line of plain text"],
  // PostgreSQL's text cannot hold it: past here it would be an error of ours.
  [line(0, 5), "a\u0000b", "must be one line of plain text"],
  [lines(0, 5), "a\u0000b", "must be plain text"],
  [line(0, 5), "a\ud83d", "must be well-formed text"],
  [whole(1, 9), 10, "must be from 1 to 9"],
  [whole(1, 9), 0, "must be from 1 to 9"],
  [idOf("lamp"), "7", "there is no such lamp"],
  [countryCode, "Germany", "must be an ISO 3166 code of two capital letters"],
])("what is wrong is said: %#", (schema, value, message) => {
  expect(complaint(() => check(schema, value))).toBe(message);
});

test("an id is one and the same however it is written", () => {
  expect(check(idOf("lamp"), "0198C0DE-0000-7000-8000-00000000000A")).toBe("0198c0de-0000-7000-8000-00000000000a");
});

test("null clears what may be empty and leaves the rest, and what is absent is left", () => {
  const given = withoutNulls({ bio: null, name: null, phone: "1" }, ["bio"]);
  expect(given).toEqual({ bio: null, phone: "1" });
  expect(Object.keys(present({ bio: null, name: undefined }))).toEqual(["bio"]);
});
