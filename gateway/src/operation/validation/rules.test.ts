import { buildSchema, getIntrospectionQuery, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { DEVELOPMENT, PRODUCTION, type ValidationOptions, validationSettings } from "./rules.ts";

const schema = buildSchema(`
  type Query { product(id: ID, kind: Kind): Product _entities: [Product] _service: Product }
  type Product { name: String _service: Int }
  enum Kind { BOOK FILM }
`);

function messages(document: string, options: ValidationOptions): readonly string[] {
  const { rules, options: settings } = validationSettings(options);
  return validate(schema, parse(document), rules, settings).map(({ message }) => message);
}

describe("in production", () => {
  it("nobody is told what a name may have meant: fields, types, arguments, enum values", () => {
    const wrong = "{ produkt { id } product(idd: 1, kind: BOK) { nam ... on Produkt { name } } }";
    const said = messages(wrong, PRODUCTION);
    expect(said.length).toBeGreaterThanOrEqual(5);
    expect(said.filter((message) => message.includes("Did you mean"))).toEqual([]);
    expect(
      messages(wrong, DEVELOPMENT).filter((message) => message.includes("Did you mean")).length,
    ).toBeGreaterThanOrEqual(4);
  });

  it("nobody reads the schema, by fragments neither, and everyone may ask for __typename", () => {
    const hidden = /introspection has been disabled/;
    expect(messages(getIntrospectionQuery(), PRODUCTION)[0]).toMatch(hidden);
    expect(
      messages('{ ... on Query { ...F } } fragment F on Query { a: __type(name: "Product") { name } }', PRODUCTION)[0],
    ).toMatch(hidden);
    expect(messages("{ __typename product { __typename } }", PRODUCTION)).toEqual([]);
    expect(messages(getIntrospectionQuery(), DEVELOPMENT)).toEqual([]);
  });
});

describe("always", () => {
  it("what only gateways may ask is refused, though the schema should have it", () => {
    for (const options of [DEVELOPMENT, PRODUCTION]) {
      expect(
        messages("{ a: _entities { name } ... { ...F } } fragment F on Query { _service { name } }", options),
      ).toEqual(['Cannot query field "_entities" on type "Query".', 'Cannot query field "_service" on type "Query".']);
      expect(messages("{ product { _service } }", options)).toEqual([]);
    }
  });
});
