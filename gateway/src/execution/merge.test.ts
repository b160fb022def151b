import { readTypeHierarchy } from "@threefold/federation/planner";
import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constantFrom,
  dictionary,
  integer,
  letrec,
  oneof,
  property,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { naiveMerge } from "../testing/naive.ts";
import { clone, type Json, type JsonObject } from "./json.ts";
import { merge, mergeCopy } from "./merge.ts";

const types = readTypeHierarchy("interface Media { id: ID } type Book implements Media { id: ID }");

const keys = constantFrom("a", "b", "constructor", "toString", "__proto__", "hasOwnProperty");

const { object } = letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: oneof(
    { maxDepth: 4 },
    constantFrom<Json>(null, "text"),
    integer({ min: 0, max: 3 }),
    boolean(),
    array(tie("value"), { maxLength: 2 }),
    tie("object"),
  ) as Arbitrary<Json>,
  object: dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));

/** As JSON.parse makes it: `__proto__` is a key like others. */
const parsed = (value: JsonObject): JsonObject => JSON.parse(JSON.stringify(value));

describe("merging what subgraphs answer", () => {
  it("gives what building it anew would give", () => {
    assert(
      property(object, object, (a, b) => {
        const target = parsed(a);
        merge(target, parsed(b), types);
        expect(JSON.parse(JSON.stringify(target))).toEqual(
          JSON.parse(JSON.stringify(naiveMerge(parsed(a), parsed(b)))),
        );
      }),
    );
  });

  it("never reaches what all objects inherit", () => {
    const target: JsonObject = {};
    merge(target, JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'), types);
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
    expect(JSON.stringify(target)).toBe(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
  });

  it("shares nothing with a source that is merged again", () => {
    assert(
      property(object, (a) => {
        const source = parsed(a);
        const before = JSON.stringify(source);
        const first: JsonObject = {};
        mergeCopy(first, source, types);
        for (const value of Object.values(first)) if (Array.isArray(value)) value.push("changed");
        expect(JSON.stringify(source)).toBe(before);
        expect(JSON.stringify(clone(source))).toBe(before);
      }),
    );
  });

  it("keeps an object that another subgraph gave, when one says null", () => {
    const target: JsonObject = { size: { width: 1 } };
    merge(target, { size: null }, types);
    expect(target).toEqual({ size: { width: 1 } });
  });

  it("keeps the name of an object's type, at any depth, when another subgraph knows it by its interface's", () => {
    const target: JsonObject = { similar: { __typename: "Book" }, others: [{ __typename: "Media" }] };
    merge(target, { similar: { __typename: "Media" }, others: [{ __typename: "Book" }] }, types);
    expect(target).toEqual({ similar: { __typename: "Book" }, others: [{ __typename: "Book" }] });
  });
});
