import type { Explanation } from "../src/playground/explain/explanation.ts";

/** An `extensions.explain` as the gateway gives it for three subgraphs. */
export const sampleExplanation: Explanation = {
  version: 1,
  redacted: false,
  plan: {
    node: {
      kind: "Sequence",
      nodes: [
        { kind: "Fetch", serviceName: "products", operation: "{products{__typename id}}" },
        {
          kind: "Parallel",
          nodes: [
            {
              kind: "Flatten",
              path: ["products", "@"],
              node: { kind: "Fetch", serviceName: "orders", operation: "query($representations:[_Any!]!){a}" },
            },
            {
              kind: "Flatten",
              path: ["products", "@", "seller"],
              node: { kind: "Fetch", serviceName: "users", operation: "query($representations:[_Any!]!){b}" },
            },
          ],
        },
      ],
    },
    text: "Sequence",
  },
  preparationMs: 0.2,
  executionMs: 12.4,
  fetches: [
    {
      subgraph: "products",
      path: [],
      query: "{products{__typename id}}",
      startMs: 0.1,
      durationMs: 4.2,
      status: 200,
      bytes: { sent: 80, received: 903 },
      retries: 0,
      shared: false,
      failed: false,
      statements: { count: 1, ms: 1.1, list: [{ sql: 'SELECT "id" FROM "product"', ms: 1.1, rows: 3 }] },
    },
    {
      subgraph: "users",
      path: ["products", "@", "seller"],
      query: "query($representations:[_Any!]!){b}",
      representations: { needed: 20, sent: 3 },
      startMs: 4.5,
      durationMs: 6.3,
      bytes: { sent: 412 },
      retries: 1,
      shared: false,
      failed: true,
    },
  ],
  cost: { estimated: 22, actual: 6 },
  cachePolicy: { maxAge: 30, isPublic: true },
};
