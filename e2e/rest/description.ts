import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { RestAnswer } from "./client.ts";
import { document } from "./examples.ts";

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

/** Fails unless an answer has a status, a media type and a body that the document gives its operation. */
export function asDescribed(method: string, path: string, { status, headers, body }: RestAnswer<unknown>): void {
  const operation = document.paths[path]?.[method.toLowerCase()];
  const responses = operation?.responses ?? {};
  const range = String(status) in responses ? String(status) : `${Math.floor(status / 100)}XX`;
  expect(Object.keys(responses), `${method} ${path}: ${JSON.stringify(body)}`).toContain(range);
  const content = responses[range]?.content;
  if (content === undefined) {
    expect(body, `${method} ${path} has no body`).toBe("");
    return;
  }
  const type = headers.get("content-type")?.split(";")[0] ?? "";
  expect(Object.keys(content)).toContain(type);
  const validate = schemaAt("paths", path, method.toLowerCase(), "responses", range, "content", type, "schema");
  expect(validate(body), `${method} ${path}: ${JSON.stringify(validate.errors)}`).toBe(true);
}
