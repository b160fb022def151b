import { responseNames } from "@threefold/federation/planner";
import { buildSchema, Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { compileAtPositions } from "./positions.ts";

const schema = buildSchema(`
  type Query { media: [Media] }
  interface Media { id: ID! weight: Int notes: [Note] similar: Media }
  type Book implements Media { id: ID! weight: Int notes: [Note] similar: Media }
  type Film implements Media { id: ID! weight: Int notes: [Note] similar: Media }
  type Note { text: String }
`);
const names = responseNames(new Set(["weight"]));
const data = () => ({
  media: [
    { __typename: "Book", notes: [{}] },
    { __typename: "Film", notes: [{}] },
    { similar: { __typename: "Film" } },
  ],
});

/** The paths of those errors that are told. */
function told(document: string, variables: Readonly<Record<string, unknown>>, ...paths: string[]): string[] {
  const { definitions } = parse(document);
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error("there is no operation");
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  const errors = paths.map((path) => ({
    message: "failed",
    path: path.split(".").map((part) => (/^\d/.test(part) ? Number(part) : part)),
    extensions: {},
  }));
  const atPositions = compileAtPositions(operation, byName, schema, names);
  return atPositions(errors, data(), variables).map(({ path }) => path?.join(".") ?? "");
}

describe("an error of a subgraph", () => {
  it("is told at the objects of which the client asked for its field", () => {
    const document = "{ media { ... on Film { ...F } } } fragment F on Media { called: notes { text } }";
    expect(told(document, {}, "media.0.called", "media.1.called", "media.1.called.0.text")).toEqual([
      "media.1.called",
      "media.1.called.0.text",
    ]);
  });

  it("is told below a field of which others ask for something else", () => {
    const document = "{ media { notes { __typename } ... on Film { notes { text } } } }";
    expect(told(document, {}, "media.0.notes", "media.0.notes.0.text", "media.1.notes.0.text")).toEqual([
      "media.0.notes",
      "media.1.notes.0.text",
    ]);
  });

  it("is told of a field under a condition only when it holds", () => {
    const document =
      "query ($now: Boolean!) { media { ...F @include(if: $now) } } fragment F on Media { id notes { text } }";
    expect(told(document, { now: true }, "media.0.notes")).toEqual(["media.0.notes"]);
    expect(told(document, { now: false }, "media.0.notes")).toEqual([]);
  });

  it("is told of an object of which nobody knows what it is", () => {
    expect(told("{ media { ... on Film { notes { text } } } }", {}, "media.2.notes")).toEqual(["media.2.notes"]);
  });

  it("is told below such an object where the client asked for its field", () => {
    const document = "{ media { similar { ... on Book { notes { text } } ... on Film { id } } } }";
    expect(told(document, {}, "media.2.similar.notes", "media.2.similar.id")).toEqual(["media.2.similar.id"]);
  });

  it("is told of what the client did not ask for, and of what other fields require", () => {
    const document = "{ media { ... on Film { weight notes { text } } } }";
    const paths = ["media.0.weight", "media.0.secret", "elsewhere", "media.0"];
    expect(told(document, {}, ...paths)).toEqual(paths);
  });
});
