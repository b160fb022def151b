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
