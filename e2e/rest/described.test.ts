import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, expect, test } from "vitest";
import { signIn } from "../system/client.ts";
import { rest } from "./client.ts";
import { answered, document, type Examples, findExamples, readerOf, reads } from "./examples.ts";

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, "api");

/** OpenAPI 3.1 has JSON Schema's own draft of 2020-12: its schemas are found by their place in the document. */
const schemaAt = (...place: readonly string[]) =>
  ajv.compile({
    $ref: `api#/${place
      .map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"))
      .map(encodeURIComponent)
      .join("/")}`,
  });

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
  const { responses } = operation;
  const token = tokens[readerOf(path)];
  const answer = await rest(url, { token });
  expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBe(200);
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
  expect(Object.keys(responses["200"]?.content ?? {})).toContain(type);
  const validate = schemaAt("paths", path, "get", "responses", "200", "content", type, "schema");
  expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
});

test.each(reads)(
  "GET %s with a parameter that is not known is a problem as it is described",
  async (path, operation) => {
    const { responses } = operation;
    const url = examples.urlOf(path, { ...operation, parameters: [] }, { nobodyKnowsThis: "1" });
    const answer = await rest(url, { token: tokens["stan"] });
    expect(answer.status).toBe(400);
    const type = answer.headers.get("content-type") ?? "";
    expect(Object.keys(responses["4XX"]?.content ?? {})).toContain(type);
    const validate = schemaAt("paths", path, "get", "responses", "4XX", "content", type, "schema");
    expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.stringify(answer.body)).toContain("nobodyKnowsThis");
  },
);
