import { createInlineSigningKeyProvider, defineConfig, extractFromHeader } from "@graphql-hive/gateway";

// Hive Gateway with its own guards. What people are is told to subgraphs in the request's extensions, signed by a keyed hash.

const { issuer, audience, pem, maxCost } = JSON.parse(process.env.GUARDS);

/** It has no line of its own for an operation. */
const logged = (log) => ({
  onExecute({ args: { operationName } }) {
    const startedAt = performance.now();
    return {
      onExecuteDone: () =>
        log.info({ operation: operationName, ms: Math.round(performance.now() - startedAt) }, "operation"),
    };
  },
});

export const gatewayConfig = defineConfig({
  jwt: {
    signingKeyProviders: [createInlineSigningKeyProvider(pem)],
    tokenLookupLocations: [extractFromHeader({ name: "authorization", prefix: "Bearer" })],
    tokenVerification: { issuer, audience, algorithms: ["ES256"] },
    reject: { missingToken: true, invalidToken: true },
    forward: { payload: true, token: false },
  },
  hmacSignature: { secret: "a secret of this benchmark" },
  demandControl: { maxCost, listSize: 10 },
  maxTokens: 15_000,
  maxDepth: 20,
  prometheus: { metrics: true },
  plugins: ({ log }) => [logged(log)],
});
