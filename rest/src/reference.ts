import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";

/** The page may ask nobody but where it comes from, whatever it would like to: the browser holds it to that. */
const ONLY_FROM_HERE = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** `/reference/`: the API's description as a page to read and to try. All of it is served from here. */
export async function addReference(app: FastifyInstance, document: object): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook("onSend", async (_request, reply) => {
      reply.headers({ "content-security-policy": ONLY_FROM_HERE, "x-content-type-options": "nosniff" });
    });
    await scope.register(scalar, {
      routePrefix: "/reference",
      logLevel: "silent",
      configuration: {
        content: document,
        pageTitle: "Threefold REST",
        // None, said so: else a browser asks for /favicon.ico, which is not this edge's to answer.
        favicon: "data:,",
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: "never",
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}
