import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { signIn } from "../system/client.ts";
import { type RestAnswer, rest } from "./client.ts";

const schema = JSON.parse(readFileSync(new URL("json-api-1.1.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ validateFormats: false }).compile(schema);

interface Identifier {
  readonly type: string;
  readonly id: string;
}
interface Resource extends Identifier {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, { readonly data?: Identifier | readonly Identifier[] | null }>>;
}
interface Document {
  readonly data: Resource | readonly Resource[];
  readonly included?: readonly Resource[];
  readonly links?: { readonly next: string | null };
}

let staff: string;
let product: string;
let order: string;
beforeAll(async () => {
  staff = await signIn("stan");
  const first = async (path: string): Promise<string> =>
    (await rest<{ data: { id: string }[] }>(path, { token: staff })).body.data[0]?.id ?? "";
  product = await first("/products?minRating=1");
  order = await first("/orders?status=SHIPPED");
});

const key = ({ type, id }: Identifier) => `${type} ${id}`;

/** What a schema cannot say (https://jsonapi.org/format/1.1/#document-compound-documents). */
function checkCompound({ data, included = [] }: Document): void {
  const primary = [data].flat();
  const keys = [...primary, ...included].map(key);
  expect(new Set(keys).size, "each resource once").toBe(keys.length);
  const reached = new Set(primary.map(key));
  const linked = (resource: Resource): Identifier[] =>
    Object.values(resource.relationships ?? {}).flatMap((relationship) => [relationship.data ?? []].flat());
  const waiting = [...primary];
  const byKey = new Map(included.map((resource) => [key(resource), resource]));
  for (let next: Resource | undefined = waiting.pop(); next; next = waiting.pop()) {
    for (const identifier of linked(next)) {
      const resource = byKey.get(key(identifier));
      if (!resource || reached.has(key(identifier))) continue;
      reached.add(key(identifier));
      waiting.push(resource);
    }
  }
  expect(
    included.filter((resource) => !reached.has(key(resource))),
    "full linkage",
  ).toEqual([]);
}

const read = async (path: string): Promise<RestAnswer<Document>> => {
  const answer = await rest<Document>(`/jsonapi${path}`, { token: staff });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
  checkCompound(answer.body);
  return answer;
};

describe("documents are JSON:API 1.1", () => {
  test.each([
    ["a list", "/products?page[size]=5"],
    ["a list with includes", "/products?include=seller,category.parent,stock,reviews.author&page[size]=20"],
    ["one with includes that lead back to it", "/products/PRODUCT?include=reviews.product.seller"],
    ["an order with all that belongs to it", "/orders/ORDER?include=customer,shipment,items.product.seller"],
    ["orders, each person once", "/orders?include=customer&page[size]=50"],
    ["sparse fieldsets", "/products?include=seller&fields[products]=name,seller&fields[users]=displayName"],
    ["an included list of another length", "/products/PRODUCT?include=reviews&relatedPage[reviews]=2"],
    ["a category", "/categories"],
    ["oneself, with what is one's own", "/account?include=addresses,cart.items.product"],
    [
      "the figures of some days",
      "/sales/summary?filter[from]=2026-01-01&filter[to]=2026-01-31&include=topProducts.product",
    ],
  ])("%s", async (_what, path) => {
    await read(path.replace("PRODUCT", product).replace("ORDER", order));
  });
});

test("a fieldset has what was asked for and nothing else", async () => {
  const { body } = await read(
    "/products?page[size]=1&include=seller&fields[products]=name,seller&fields[users]=displayName",
  );
  const [first] = [body.data].flat();
  expect(Object.keys(first?.attributes ?? {})).toEqual(["name"]);
  expect(Object.keys(first?.relationships ?? {})).toEqual(["seller"]);
  expect(Object.keys(body.included?.[0]?.attributes ?? {})).toEqual(["displayName"]);
});

test("pages go on by their links", async () => {
  const { body } = await read("/products?page[size]=3&sort=name&fields[products]=name");
  const next = await read(`/products${body.links?.next}`);
  const names = [body, next.body].flatMap(({ data }) =>
    [data].flat().map(({ attributes }) => String(attributes?.["name"])),
  );
  const { body: whole } = await read("/products?page[size]=6&sort=name&fields[products]=name");
  expect(names).toEqual([whole.data].flat().map(({ attributes }) => attributes?.["name"]));
});

test("included lists are as long as the profile says, and the answer names it", async () => {
  const { body, headers } = await read(`/products/${product}?include=reviews&relatedPage[reviews]=1`);
  expect(body.included?.filter(({ type }) => type === "reviews")).toHaveLength(1);
  expect(headers.get("content-type")).toContain('profile="https://threefold.example/profiles/related-page"');
});

test("errors are error objects", async () => {
  const answer = await rest("/jsonapi/orders");
  expect(answer.status).toBe(401);
  expect(validate(answer.body), JSON.stringify(validate.errors)).toBe(true);
  const wrong = await rest<{ errors: unknown[] }>("/jsonapi/products?page[size]=1000&filter[minPrice]=-1");
  expect(wrong.status).toBe(400);
  expect(validate(wrong.body), JSON.stringify(validate.errors)).toBe(true);
  expect(wrong.body.errors).toMatchObject([{ code: "invalid-input", source: { parameter: "page[size]" } }]);
});
