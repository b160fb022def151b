import { beforeAll, expect, test } from "vitest";
import { signIn } from "../system/client.ts";
import { rest } from "./client.ts";
import { asDescribed } from "./description.ts";
import { answered, type Examples, findExamples, readerOf, reads } from "./examples.ts";

let examples: Examples;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  for (const name of ["ada", "stan", "amira"]) tokens[name] = await signIn(name);
  examples = await findExamples(async (path, as) => {
    const { body } = await rest<{ data: { id: string }[] }>(path, { token: as && tokens[as] });
    return body.data;
  });
});

test.each(answered)("GET %s answers as it is described", async (path, operation) => {
  const url = examples.urlOf(path, operation);
  const answer = await rest(url, { token: tokens[readerOf(path)] });
  expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBe(200);
  asDescribed("GET", path, answer);
});

test("each line of an export is as it is described", async () => {
  for (const [path, type] of [
    ["/products.ndjson", "application/x-ndjson"],
    ["/products.csv", "text/csv"],
  ] as const) {
    const answer = await rest<string>(path);
    expect(answer.headers.get("content-type")).toContain(type);
    const lines = answer.body.trim().split("\n");
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines)
      asDescribed("GET", path, { ...answer, body: type === "text/csv" ? line : JSON.parse(line) });
  }
});

test.each(reads)(
  "GET %s with a parameter that is not known is a problem as it is described",
  async (path, operation) => {
    const url = examples.urlOf(path, { ...operation, parameters: [] }, { nobodyKnowsThis: "1" });
    const answer = await rest(url, { token: tokens["stan"] });
    expect(answer.status).toBe(400);
    asDescribed("GET", path, answer);
    expect(JSON.stringify(answer.body)).toContain("nobodyKnowsThis");
  },
);
