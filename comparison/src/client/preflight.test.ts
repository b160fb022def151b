import { expect, test } from "vitest";
import { needsPreflight, preflightOf, preflightsOf } from "./preflight.ts";

test.each([
  [{ method: "GET", headers: {} }, false],
  [{ method: "GET", headers: { accept: "application/vnd.api+json" } }, false],
  [{ method: "GET", headers: { accept: "multipart/mixed;deferSpec=20220824, application/json" } }, false],
  [{ method: "GET", headers: { accept: "a".repeat(129) } }, true],
  [{ method: "GET", headers: { accept: "text/(html)" } }, true],
  [{ method: "GET", headers: { accept: "image/*", range: "bytes=0-99" } }, false],
  [{ method: "GET", headers: { range: "bytes=-99" } }, true],
  [{ method: "GET", headers: { "apollo-require-preflight": "1" } }, true],
  [{ method: "GET", headers: { authorization: "Bearer t" } }, true],
  [{ method: "POST", headers: { "content-type": "text/plain;charset=utf-8" } }, false],
  [{ method: "POST", headers: { "content-type": "application/json" } }, true],
  [{ method: "PATCH", headers: {} }, true],
  [{ method: "QUERY", headers: { "content-type": "text/plain" } }, true],
])("a page of another origin that sends %j has to ask first: %s", (call, asks) => {
  expect(needsPreflight(call)).toBe(asks);
});

const URL = "http://127.0.0.1:4000/graphql?id=1";
const trusted = { method: "GET", url: URL, headers: { authorization: "Bearer t", "apollo-require-preflight": "1" } };

test("a browser asks for the headers that need it, sorted, and neither tells their values", () => {
  const { request, answer } = preflightOf(trusted) ?? { request: "", answer: "" };
  expect(request).toMatch(/^OPTIONS \/graphql\?id=1 HTTP\/1\.1\r\n/);
  expect(request).toContain("access-control-request-headers: apollo-require-preflight,authorization\r\n");
  expect(request).not.toContain("Bearer");
  expect(answer).toContain("access-control-allow-headers: apollo-require-preflight,authorization\r\n");
});

test("a method that a browser knows as harmless needs no leave, another does", () => {
  const allowed = (method: string) => preflightOf({ ...trusted, method })?.answer.includes("allow-methods: ");
  expect([allowed("POST"), allowed("DELETE")]).toEqual([false, true]);
});

test("who polls one address asks once, and what needs no leave is not asked for", () => {
  const { request, answer } = preflightOf(trusted) ?? { request: "", answer: "" };
  const once = { count: 1, bytes: request.length + answer.length };
  expect(preflightsOf([trusted, trusted])).toEqual(once);
  expect(preflightsOf([trusted, { ...trusted, url: `${URL}2` }]).count).toBe(2);
  expect(preflightsOf([{ ...trusted, headers: {} }])).toEqual({ count: 0, bytes: 0 });
});

test("who signs in after looking around asks again, once, and not for what was allowed before", () => {
  const signedIn = {
    method: "POST",
    url: URL,
    headers: { "content-type": "application/json", authorization: "Bearer t" },
  };
  const { authorization: _, ...anonymous } = signedIn.headers;
  const before = { ...signedIn, headers: anonymous };
  expect(preflightsOf([before, before]).count).toBe(1);
  expect(preflightsOf([before, signedIn, before, signedIn]).count).toBe(2);
  expect(preflightsOf([signedIn, before]).count).toBe(1);
});
