import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../system/running.ts";

export interface ReadOperation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly enum?: readonly string[] };
}

/** What the edge says of itself. */
export const document = JSON.parse(readFileSync(join(checkout, "rest/openapi.json"), "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ReadOperation>>>>;
};

/** Every path that can be read. */
export const reads = Object.entries(document.paths).flatMap(([path, { get }]) => (get ? [[path, get] as const] : []));

/** Those that are answered with JSON, whatever else is to be had; streams are looked at in live.test.ts. */
export const answered = reads.filter(([, { responses }]) => {
  const types = Object.keys(responses["200"]?.content ?? {});
  return types.length === 0 || types.some((type) => /[/+]json$/.test(type));
});

/** The seeded people who may read something: Ada has some of everything of her own, the rest is for staff. */
export function readerOf(path: string): "ada" | "stan" | "amira" {
  if (path === "/api-keys") return "amira";
  return /\/me|cart|checkout|order-history/.test(path) ? "ada" : "stan";
}

type Find = (path: string, as?: "ada" | "stan") => Promise<readonly { readonly id: string; readonly slug?: string }[]>;

/** Real URLs of the seeded shop. */
export interface Examples {
  /** With what the operation needs, and no more. */
  urlOf(path: string, operation: ReadOperation, more?: Readonly<Record<string, string>>): string;
  /** What each parameter can be, among them those that are not needed. */
  readonly values: Readonly<Record<string, string>>;
}

/** @param find reads a list */
export async function findExamples(find: Find): Promise<Examples> {
  const first = async (path: string, as?: "ada" | "stan") => (await find(path, as))[0];
  const id = async (path: string, as?: "ada" | "stan") => (await first(path, as))?.id ?? "";
  const products = await id("/products?minRating=1");
  const ids: Record<string, string> = {
    products,
    reviews: await id(`/products/${products}/reviews`),
    categories: await id("/categories"),
    users: await id("/users?username=ada"),
    addresses: await id("/users/me/addresses", "ada"),
    orders: await id("/orders?status=SHIPPED", "stan"),
  };
  const values: Record<string, string> = {
    productIds: products,
    authorIds: await id("/users?username=ada"),
    q: "lamp",
    from: "2026-09-01",
    to: "2026-09-30",
    destination: "DE",
    categorySlug: (await first("/categories"))?.slug ?? "",
    sellerId: await id("/users?username=sol"),
    minPrice: "1000",
    maxPrice: "20000",
    minRating: "4",
    inStock: "true",
    username: "ada",
    slug: (await first("/categories"))?.slug ?? "",
    parentId: ids["categories"] ?? "",
  };
  /** `{id}` is of the kind that stands before it; a view's, of what the view is about. */
  const idFor = (path: string): string => {
    const [kind = ""] = /([\w-]+)\/\{\w+\}/.exec(path)?.slice(1) ?? [];
    const about: Record<string, string> = { seller: "users", "product-detail": "products", "product-form": "products" };
    return ids[about[kind] ?? (kind.startsWith("order-") ? "orders" : kind)] ?? "";
  };
  return {
    values,
    urlOf(path, { parameters = [] }, more = {}) {
      const needed = parameters.filter((parameter) => parameter.in === "query" && parameter.required === true);
      const query = new URLSearchParams({
        ...Object.fromEntries(needed.map(({ name }) => [name, values[wordOf(name)] ?? ""])),
        ...more,
      });
      return `${path.replace(/\{\w+\}/, () => idFor(path))}${query.size > 0 ? `?${query}` : ""}`;
    },
  };
}

/** JSON:API's filters are the services' own parameters. */
const wordOf = (name: string): string => /^filter\[(\w+)\]$/.exec(name)?.[1] ?? name;
