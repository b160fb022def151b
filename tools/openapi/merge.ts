import { isDeepStrictEqual } from "node:util";
import type { Description } from "./describe.ts";

const ABOUT = `The same data as the graph at \`/graphql\`, as REST: resources of three services passed on as they are, the same
joined as JSON:API 1.1 under \`/jsonapi\`, and one view a screen under \`/views\`.

Lists come in pages: \`Link\` has the next (RFC 8288). \`fields\` and \`view\` choose what is read. Errors are problem details
(RFC 9457). Sign in at \`POST /sessions\` and send \`Authorization: Bearer …\`, or a partner's key as \`X-Api-Key\`.`;

/**
 * One description of all that the edge answers. Each operation names the service that answers it (`x-service`).
 * @throws Error when two say different things of one path or schema
 */
export function merge(parts: Readonly<Record<string, Description>>): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, object> = {};
  for (const [service, part] of Object.entries(parts)) {
    for (const [path, operations] of Object.entries(part.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const known = paths[path] ?? {};
        paths[path] = known;
        if (known[method]) throw new Error(`two services answer ${method.toUpperCase()} ${path}`);
        known[method] = { ...operation, "x-service": service, security: [{}, { person: [] }, { partner: [] }] };
      }
    }
    for (const [name, schema] of Object.entries(part.components?.schemas ?? {})) {
      if (schemas[name] && !isDeepStrictEqual(schemas[name], schema)) throw new Error(`two schemas are called ${name}`);
      schemas[name] = schema;
    }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Threefold", version: "1", description: ABOUT, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "." }],
    tags: tagsOf(paths),
    paths: sorted(paths),
    components: {
      schemas: sorted(schemas),
      securitySchemes: {
        person: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        partner: { type: "apiKey", in: "header", name: "x-api-key" },
      },
    },
  };
}

const TAGS: Readonly<Record<string, string>> = {
  products: "What can be bought, and how many there are.",
  reviews: "What buyers say of products.",
  categories: "The category tree.",
  users: "People.",
  addresses: "Address books.",
  sessions: "Signing up, in and out.",
  "api-keys": "Keys of partners' programs.",
  orders: "What was bought, and how far it has come.",
  cart: "What is about to be bought.",
  sales: "Figures.",
  jsonapi: "The same resources, joined, as JSON:API 1.1.",
  views: "One answer a screen.",
};

function tagsOf(paths: Readonly<Record<string, Readonly<Record<string, object>>>>): object[] {
  const used = Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap((operation) => Reflect.get(operation, "tags") as string[]),
  );
  return Object.entries(TAGS).flatMap(([name, description]) => (used.includes(name) ? [{ name, description }] : []));
}

const sorted = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
