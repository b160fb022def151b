import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";

/** Describes a scope's routes as OpenAPI 3.1. Register it before the routes; `app.swagger()` gives the document. */
export async function describeRoutes(app: FastifyInstance, title: string): Promise<void> {
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title, version: "1" } },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json["$id"] ?? `def-${index}`) },
  });
}
