import { expect, it } from "vitest";
import type { ResponsePath } from "../path.ts";
import { shareErrors } from "./share-errors.ts";

const place = (...path: ResponsePath) => ({ path, records: [{}], valueCompletion: [] });
const error = (...path: ResponsePath) => ({ message: "Nobody knows.", extensions: { code: "UNKNOWN" }, path });

it("an error goes to the part that it is about", () => {
  const wrong = error("rated", 1, "title");
  expect(shareErrors([wrong], [place("rated", 0), place("rated", 1)])).toEqual([[], [wrong]]);
});

it("an error of an element that has nothing deferred goes to no other element's part", () => {
  // It was asked for while nobody knew its type (`@interfaceObject`).
  expect(shareErrors([error("rated", 1, "title")], [place("rated", 0), place("rated", 2)])).toEqual([[], []]);
});

it("an error that stands beside all parts goes to the first: it is not lost", () => {
  const wrong = error("shelf");
  expect(shareErrors([wrong], [place("rated", 0), place("rated", 1)])).toEqual([[wrong], []]);
});
