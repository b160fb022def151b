import { PROBLEMS, problemOfCode } from "@threefold/rest-server";
import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import { DomainError, type DomainErrorCode } from "../errors.ts";
import { asProblem } from "./problems.ts";

/** Every code that a rule may raise: a new one does not compile until it is here. */
const STATUS: Readonly<Record<DomainErrorCode, number>> = {
  BAD_USER_INPUT: 422,
  CONFLICT: 409,
  FORBIDDEN: 403,
  GATEWAY_TIMEOUT: 504,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
  UNAUTHENTICATED: 401,
};
const codes = Object.keys(STATUS) as DomainErrorCode[];

test.each(codes)("%s is one problem, and that problem means nothing else", (code) => {
  const problem = asProblem(new DomainError(code, "No."), { method: "POST" } as FastifyRequest);
  expect(problem?.status).toBe(STATUS[code]);
  const type = problemOfCode(code);
  expect(problem?.type).toBe(type);
  expect(type && PROBLEMS[type]).toMatchObject({ graphql: code });
});

test("who is to come back later is told when", () => {
  const of = (code: DomainErrorCode) => asProblem(new DomainError(code, "No."), { method: "GET" } as FastifyRequest);
  expect(of("RATE_LIMITED")?.headers).toEqual({ "retry-after": "60" });
  expect(of("SERVICE_UNAVAILABLE")?.headers).toEqual({ "retry-after": "5" });
});

test("what is wrong is named by its place in the request", () => {
  const error = DomainError.badInput([{ path: ["input", "price"], message: "must be above 0" }]);
  const of = (method: string) => asProblem(error, { method } as FastifyRequest);
  expect(of("POST")).toMatchObject({ status: 422, errors: [{ pointer: "#/price", detail: "must be above 0" }] });
  expect(of("GET")).toMatchObject({ status: 400, errors: [{ parameter: "price", detail: "must be above 0" }] });
});
