import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { checkout } from "../system/running.ts";
import { type FileAnswer, type FileRequest, filled, parseHttpFile } from "./http-file.ts";

/** What a reader sees of the answers that are not simply well. */
const EXPECTED: Readonly<Record<string, object>> = {
  "rest.http session": { status: 201 },
  "rest.http unchanged": { status: 304 },
  "rest.http place": { status: 201, body: { status: "PENDING" } },
  "rest.http missing": { status: 404, body: { type: "https://threefold.example/problems/not-found" } },
  "graphql.http partial": {
    status: 200,
    body: { data: { me: { displayName: "Ada M.", orders: null } }, errors: [{ path: ["me"] }] },
  },
  "graphql.http explained": { status: 200, body: { extensions: { explain: { fetches: expect.any(Array) } } } },
};

describe.each(["graphql.http", "rest.http"])("clients/http-files/%s", async (file) => {
  const text = await readFile(join(checkout, "clients/http-files", file), "utf8");
  const { variables, requests } = parseHttpFile(text);
  const answers = new Map<string, FileAnswer>();

  // In the file's order: later requests use what earlier ones were answered.
  test.each(requests)("$method $name is answered", async (request) => {
    const origin = variables["origin"]?.replace("http://localhost:4000", inject("system").gateway) ?? "";
    const answer = await sent(request, (part) => filled(part, { ...variables, origin }, answers));
    answers.set(request.name, answer);
    const expected = EXPECTED[`${file} ${request.name}`];
    expect(answer).toMatchObject(expected ?? { status: 200 });
    if (!expected) expect(answer.body).not.toHaveProperty("errors");
  });
});

async function sent({ method, url, headers, body }: FileRequest, fill: (text: string) => string): Promise<FileAnswer> {
  const response = await fetch(fill(url), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, fill(value)]),
    ...(body !== undefined && { body: fill(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
}
