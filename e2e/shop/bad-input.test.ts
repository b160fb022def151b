import { expect, inject, test } from "vitest";
import { ask } from "../system/client.ts";

test.each([
  ["an unknown field", "{ products { nope } }", {}, 400, "GRAPHQL_VALIDATION_FAILED"],
  ["a variable of the wrong type", "query ($id: ID!) { product(id: $id) { id } }", { id: {} }, 400, "BAD_USER_INPUT"],
  ["a missing variable", "query ($id: ID!) { product(id: $id) { id } }", {}, 400, "BAD_USER_INPUT"],
  ["text that is no query", "{ products {", {}, 400, "GRAPHQL_PARSE_FAILED"],
  ["a page of less than nothing", "{ products(first: -1) { pageInfo { hasNextPage } } }", {}, 200, "BAD_USER_INPUT"],
  ["a page of everything", "{ products(first: 100000) { pageInfo { hasNextPage } } }", {}, 200, "BAD_USER_INPUT"],
  ["a cursor from elsewhere", '{ products(after: "aGVsbG8") { pageInfo { hasNextPage } } }', {}, 200, "BAD_USER_INPUT"],
  ["something that is for staff", "{ orders { pageInfo { hasNextPage } } }", {}, 200, "UNAUTHENTICATED"],
])("%s gets an error with a code", async (_, query, variables, status, code) => {
  const answer = await ask(query, variables);
  const [error] = answer.errors ?? [];
  expect(error?.extensions?.["code"]).toBe(code);
  if (status === 200) expect(error?.path?.[0]).toMatch(/products|orders/);
  expect(answer.status).toBe(status);
});

test("an argument that is wrong is named by its path", async () => {
  const { errors } = await ask("{ products(first: -1) { pageInfo { hasNextPage } } }");
  expect(errors?.[0]?.extensions?.["problems"]).toEqual([
    { path: ["first"], message: "first must be from 1 to 100, not -1" },
  ]);
});

test("an id that is nobody's is nothing, not an error", async () => {
  const { data, errors } = await ask('{ product(id: "nope") { id } user(id: "nope") { id } order(id: "nope") { id } }');
  expect(errors).toBeUndefined();
  expect(data).toEqual({ product: null, user: null, order: null });
});

test("malformed JSON is refused, and nothing of the inside is told", async () => {
  const response = await fetch(`${inject("system").gateway}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"query": ',
  });
  expect(response.status).toBe(400);
  expect(await response.text()).not.toMatch(/node_modules|at \w+ \(|127\.0\.0\.1/);
});

test.each(["not-a-token", "a.b.c"])("the token %s is refused", async (token) => {
  const { status, errors } = await ask("{ me { id } }", {}, { token });
  expect(status).toBe(401);
  expect(errors?.[0]?.extensions?.["code"]).toBe("UNAUTHENTICATED");
});
