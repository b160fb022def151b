import { visit } from "graphql";
import { describe, expect, it } from "vitest";
import { isDenied } from "../../execution/projection/denied.ts";
import { ask, told } from "../../testing/guarded-media.ts";

describe("an operation of which something may not be seen", () => {
  it("loses those fields, and tells each by a code and its path in the response, by aliases", () => {
    const rules = { "Person.salary": "@login", "Query.book": '@may(scopes: [["books"]])' };
    const { authorised, planned, paths } = ask({
      rules,
      document: "{ boss: me { name pay: salary friends { salary name } } book { id } }",
    });
    expect(planned).toBe("{ boss: me { name friends { name } } }");
    expect(paths).toEqual(["boss.pay", "boss.friends.@.salary", "book"]);
    expect(authorised.errors({})[0]).toMatchObject({
      message: "Unauthorized field or type: Person.salary.",
      extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" },
    });
  });

  it("still says that an object is there of which nothing else is left", () => {
    const { planned, paths } = ask({ rules: { "Person.salary": "@login" }, document: "{ me { salary } }" });
    expect(planned).toBe("{ me { __typename } }");
    expect(paths).toEqual(["me.salary"]);
  });

  it("is not fetched at all when nothing is left of it", () => {
    const { planned, paths } = ask({
      rules: { Query: "@login" },
      document: "{ me { name } ... on Query { book { id } } }",
    });
    expect(planned).toBeUndefined();
    expect(paths).toEqual(["me", "book"]);
  });

  it("shows a denied field as null, also where the same value was fetched for another's sake", () => {
    const { authorised } = ask({ rules: { "Person.salary": "@login" }, document: "{ me { salary name } }" });
    const denied: string[] = [];
    visit(authorised.shown.operation, { Field: (field) => void (isDenied(field) && denied.push(field.name.value)) });
    expect(denied).toEqual(["salary"]);
  });

  it("has no error for what variables leave out, and keeps only the variables that are used", () => {
    const document = "query ($a: Boolean!, $b: Boolean!) { me { name @include(if: $b) salary @skip(if: $a) } }";
    const { authorised, planned } = ask({ rules: { "Person.salary": "@login" }, document });
    expect(planned).toMatch(/^query \(\$b: Boolean!\) /);
    expect(told(authorised, { a: true }).paths).toEqual([]);
    expect(told(authorised, { a: false }).paths).toEqual(["me.salary"]);
  });

  it("is what it was for those who may see it all", () => {
    const document = "{ me { salary friends { ...F } } } fragment F on Person { salary }";
    const rules = { "Person.salary": '@login @may(scopes: [["a", "b"], ["c"]])' };
    const may = (scopes: string[]) =>
      ask({ rules, document, claims: { isAuthenticated: true, scopes: new Set(scopes) } }).authorised.isComplete;
    expect([may([]), may(["a"]), may(["a", "b"]), may(["c"])]).toEqual([false, false, true, true]);
  });

  it("asks the hook only about its own policies, which do not hold unless it says so", () => {
    const rules = {
      "Person.salary": '@policy(policies: [["boss"], ["hr", "hours"]])',
      "Query.book": '@policy(policies: [["reader"]])',
    };
    const asked = { rules, document: "{ me { salary } }" };
    expect(ask(asked).compiled.policies).toEqual(["boss", "hr", "hours"]);
    expect(ask(asked).paths).toEqual(["me.salary"]);
    expect(ask({ ...asked, policies: ["hours", "hr"] }).paths).toEqual([]);
  });

  it("protects fields by the type that they return, also an enum", () => {
    expect(ask({ rules: { Mood: "@login" }, document: "{ me { mood name } }" }).paths).toEqual(["me.mood"]);
    expect(ask({ rules: { Person: "@login" }, document: "{ me { name } book { author { name } } }" }).paths).toEqual([
      "me",
      "book.author",
    ]);
  });
});
