import type { GraphQLFormattedError } from "graphql";
import { z } from "zod";

const path = z.array(z.union([z.string(), z.number()]));

/** What may be believed of an error in a subgraph's answer; a member of the wrong type counts as absent. */
const shape = z.object({
  message: z.string().catch(""),
  path: path.optional().catch(undefined),
  extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/**
 * Reads the errors of a subgraph's answer. What is no error at all is one without a message. `extensions.http` is left
 * out: Apollo Server would take status and headers of its own answer from it, which are not a subgraph's to set.
 */
export function readErrors(errors: readonly unknown[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { message = "", path, extensions: { http: _, ...extensions } = {} } = shape.safeParse(error).data ?? {};
    return { message, extensions, ...(path && { path }) };
  });
}
