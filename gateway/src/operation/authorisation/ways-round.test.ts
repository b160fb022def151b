import { readAuthorisation } from "@threefold/federation/authorisation";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { apiSchema, ask, nobody, read, withRules } from "../../testing/guarded-media.ts";
import { compileAuthorisation } from "./index.ts";

describe("ways round that other gateways had", () => {
  it("renamed directives (CVE-2025-64347): every rule here has another name than in its specification", () => {
    expect(ask({ rules: { "Query.me": "@login" }, document: "{ me { id } }" }).paths).toEqual(["me"]);
    expect(ask({ rules: { "Query.me": "@authenticated" }, document: "{ me { id } }" }).paths).toEqual([]);
  });

  it("rules at an interface, asked for through its objects (CVE-2025-64530)", () => {
    const document = "{ book { title } media { ... on Film { title } ...F } } fragment F on Book { title }";
    expect(ask({ rules: { "Media.title": "@login" }, document }).paths).toEqual(["book.title", "media.@.title"]);
    expect(ask({ rules: { Media: "@login" }, document }).paths).toEqual(["book", "media"]);
  });

  it("rules at objects, asked for through their interface", () => {
    const document = "{ media { title ... on Film { pages title } } }";
    const { planned, paths } = ask({ rules: { "Book.title": "@login" }, document });
    expect(planned).toBe("{ media { ... on Film { pages title } } }");
    expect(paths).toEqual(["media.@.title"]);
    expect(ask({ rules: { Book: "@login" }, document }).planned).toBe("{ media { ... on Film { pages title } } }");
    expect(ask({ rules: { "Book.title": "@login", "Film.title": "@login" }, document }).planned).toBe(
      "{ media { ... on Film { pages } } }",
    );
  });

  it("what composition repeats at an interface binds nobody but those who ask for the interface", () => {
    const rules = {
      "Book.title": '@may(scopes: [["b"]])',
      "Film.title": '@may(scopes: [["f"]])',
      "Media.title": '@may(scopes: [["b", "f"]])',
    };
    const claims = { isAuthenticated: true, scopes: new Set(["f"]) };
    const { planned } = ask({
      rules,
      claims,
      document: "{ media { title ... on Film { title } ... on Book { title id } } }",
    });
    expect(planned).toBe("{ media { ... on Film { title } ... on Book { id } } }");
  });

  it("fields of a subgraph that has the interface as an object", () => {
    expect(ask({ rules: { "Media.stars": "@login" }, document: "{ book { stars } media { stars } }" }).paths).toEqual([
      "book.stars",
      "media.@.stars",
    ]);
    const both = { "Media.stars": "@login", "Book.stars": "@login" };
    expect(ask({ rules: both, document: "{ media { ... on Film { stars } } }" }).paths).toEqual(["media.@.stars"]);
    expect(ask({ rules: { "Book.stars": "@login" }, document: "{ media { stars id } }" }).paths).toEqual([
      "media.@.stars",
    ]);
  });

  it("what is computed from a protected field (@requires and @fromContext, GHSA-m8jr-fxqx-8xx6)", () => {
    const bonus = ask({ rules: { "Person.salary": "@login" }, document: "{ me { bonus luck } }" });
    expect(bonus.planned).toBe("{ me { luck } }");
    const price = ask({ rules: { "Place.currency": "@login" }, document: "{ place { item { price tax } } }" });
    expect(price.planned).toBe("{ place { item { tax } } }");
    expect(ask({ rules: { Place: "@login" }, document: "{ place { id } }" }).paths).toEqual(["place"]);
  });

  it("an interface that another one's fragment stands in for", () => {
    const document = "{ media { ... on Trader { wage } id } }";
    expect(ask({ rules: { "Film.wage": "@login" }, document }).planned).toBe("{ media { id } }");
    expect(ask({ rules: { "Trader.wage": "@login" }, document }).planned).toBe("{ media { id } }");
  });

  it("a field whose type is another for each of the objects, asked for through their interface", () => {
    const document = "{ media { ... on Trader { base { rent } } id } }";
    for (const rule of ["Studio.rent", "Shop.rent"]) {
      const { planned, paths } = ask({ rules: { [rule]: "@login" }, document });
      expect([rule, planned, paths]).toEqual([
        rule,
        "{ media { ... on Trader { base { __typename } } id } }",
        ["media.@.base.rent"],
      ]);
    }
  });

  it("a fragment on either of a field's types is nothing that anybody loses", () => {
    const document = "{ media { ... on Trader { base { ... on Studio { rent } ... on Shop { door } } } } }";
    const { planned, paths } = ask({ rules: { "Person.salary": "@login" }, document });
    expect([planned, paths]).toEqual([document, []]);
  });

  it("one fragment at several places, with more allowed at one of them", () => {
    const document = "{ media { ...T ... on Film { ...T } } } fragment T on Media { title id }";
    const { planned, authorised } = ask({ rules: { "Book.title": "@login" }, document });
    expect(planned).toMatch(/^\{ media \{ \.\.\.T_0 \.\.\. on Film \{ \.\.\.T \} \} \}/);
    expect(authorised.planned && validate(apiSchema, authorised.planned.document)).toEqual([]);
  });

  it("fragments that double each other forty times take no time", () => {
    const fragments = Array.from({ length: 40 }, (_, index) => {
      const next = index === 39 ? "salary" : `...F${index + 1}`;
      return `fragment F${index} on Person { a: friends { ${next} } b: friends { ${next} } }`;
    });
    const { operation, fragments: named } = read(parse(`{ me { ...F0 } } ${fragments.join(" ")}`));
    const model = readAuthorisation(withRules({ "Person.salary": "@login" }));
    const compiled = compileAuthorisation(operation, named, apiSchema, model);
    expect(compiled.authorise(compiled.decide(nobody, new Set())).errors({})).toHaveLength(100);
  });
});
