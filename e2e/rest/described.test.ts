import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, expect, test } from "vitest";
import { signIn } from "../system/client.ts";
import { checkout } from "../system/running.ts";
import { rest } from "./client.ts";

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

const document = JSON.parse(readFileSync(join(checkout, "rest/openapi.json"), "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

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

const reads = Object.entries(document.paths).flatMap(([path, { get }]) => (get ? [[path, get] as const] : []));

const ids: Record<string, string> = {};
let staff: string;
let ada: string;
beforeAll(async () => {
  [staff, ada] = [await signIn("stan"), await signIn("ada")];
  const first = async (path: string, token?: string) => {
    const { body } = await rest<{ data: { id: string }[] }>(path, { token });
    return body.data[0]?.id ?? "";
  };
  ids["products"] = await first("/products?minRating=1");
  ids["reviews"] = await first(`/products/${ids["products"]}/reviews`);
  ids["categories"] = await first("/categories");
  ids["users"] = await first("/users?username=ada");
  ids["addresses"] = await first("/users/me/addresses", ada);
  ids["orders"] = await first("/orders?status=SHIPPED", staff);
});

/** Streams are looked at in live.test.ts. */
const answered = reads.filter(([, { responses }]) =>
  Object.keys(responses["200"]?.content ?? {}).every((type) => /[/+]json$/.test(type)),
);

/** What a required parameter stands for in the seeded shop. */
const VALUES: Readonly<Record<string, () => string>> = {
  productIds: () => ids["products"] ?? "",
  q: () => "lamp",
  from: () => "2026-09-01",
  to: () => "2026-09-30",
  destination: () => "DE",
};

/** `{id}` is of the kind that stands before it; a view's, of what the view is about. */
function idFor(path: string): string {
  const [kind = ""] = /([\w-]+)\/\{\w+\}/.exec(path)?.slice(1) ?? [];
  const about: Record<string, string> = { seller: "users", "product-detail": "products", "product-form": "products" };
  return ids[about[kind] ?? (kind.startsWith("order-") ? "orders" : kind)] ?? "";
}

test.each(answered)("GET %s answers as it is described", async (path, { parameters = [], responses }) => {
  const query = new URLSearchParams(
    parameters.flatMap(({ name, in: place, required }) =>
      place === "query" && required === true ? [[name, VALUES[name]?.() ?? ""]] : [],
    ),
  );
  // Of what is somebody's own, Ada has some of everything; the rest is for staff.
  const own = /\/me|cart|checkout|order-history/.test(path);
  const token = path === "/api-keys" ? await signIn("amira") : own ? ada : staff;
  const url = `${path.replace(/\{\w+\}/, () => idFor(path))}${query.size > 0 ? `?${query}` : ""}`;
  const answer = await rest(url, { token });
  expect(answer.status, `${url}: ${JSON.stringify(answer.body)}`).toBe(200);
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
  expect(Object.keys(responses["200"]?.content ?? {})).toContain(type);
  const validate = schemaAt("paths", path, "get", "responses", "200", "content", type, "schema");
  expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
});

test.each(reads)(
  "GET %s with a parameter that is not known is a problem as it is described",
  async (path, { responses }) => {
    const answer = await rest(`${path.replace(/\{\w+\}/, () => idFor(path))}?nobodyKnowsThis=1`, { token: staff });
    expect(answer.status).toBe(400);
    const type = answer.headers.get("content-type") ?? "";
    expect(Object.keys(responses["4XX"]?.content ?? {})).toContain(type);
    const validate = schemaAt("paths", path, "get", "responses", "4XX", "content", type, "schema");
    expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.stringify(answer.body)).toContain("nobodyKnowsThis");
  },
);
