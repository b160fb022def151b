import gateway from "@mercuriusjs/gateway";
import fastify from "fastify";
import { SCHEMAS, SUBGRAPHS, urlOf } from "../subgraphs.ts";

// Mercurius' gateway, which knows Federation 1 alone. `node mercurius.mjs PORT [jit]`

const [port, jit] = process.argv.slice(2);

/** It asks for what a field requires whether that field was asked for or not, and from the wrong subgraph. */
const REQUIRING = / weight: Int! @external shippingEstimate: Int! @requires\(fields: "weight"\)/;
/** In Federation 1, a type that another subgraph has begun is extended, and its key is external. */
const OWNED = { products: ["Product"], users: ["User"], orders: ["Order"] };
const federation1 = (name) =>
  SCHEMAS[name]
    .replace(/extend schema\s+@link\([^)]*\)/, "")
    .replace(REQUIRING, "")
    .replace(/type Query/, "extend type Query")
    .replace(/type (\w+) @key\(fields: "id"\) { id: ID!/g, (text, type) =>
      OWNED[name].includes(type) ? text : `extend type ${type} @key(fields: "id") { id: ID! @external`,
    );

const app = fastify();
await app.register(gateway, {
  gateway: { services: SUBGRAPHS.map((name) => ({ name, url: urlOf(name), schema: federation1(name) })) },
  ...(jit === "jit" && { jit: 1 }),
});
await app.listen({ port: Number(port), host: "127.0.0.1" });
