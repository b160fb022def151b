import { z } from "zod";

/** A trusted document. */
export interface ManifestEntry {
  readonly id: string;
  readonly body: string;
}

/** Of GraphQL Code Generator: documents by their hash. */
const byHash = z.record(z.string(), z.string());
/** Of Apollo's tools: https://www.apollographql.com/docs/graphos/platform/security/persisted-queries */
const apollo = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** @throws Error when the text is no manifest in one of the formats */
export function readManifest(text: string): ManifestEntry[] {
  const value: unknown = JSON.parse(text);
  const listed = apollo.safeParse(value);
  if (listed.success) return listed.data.operations;
  const hashed = byHash.safeParse(value);
  if (hashed.success) return Object.entries(hashed.data).map(([id, body]) => ({ id, body }));
  throw new Error("this is not a manifest of trusted documents: expected Apollo's format, or documents by their hash");
}
