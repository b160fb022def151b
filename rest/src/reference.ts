import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";

/**
 * `/reference/`: the API's description as a page to read and to try. All of it is served from here; it asks nobody else for
 * fonts or scripts, and tells nobody who reads it.
 */
export async function addReference(app: FastifyInstance, document: object): Promise<void> {
  await app.register(scalar, {
    routePrefix: "/reference",
    logLevel: "silent",
    configuration: {
      content: document,
      pageTitle: "Threefold REST",
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      showDeveloperTools: "never",
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
}
