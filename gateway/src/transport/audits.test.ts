import { serverAudits } from "graphql-http";
import { expect, it } from "vitest";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

/** A MAY of the audits: GET from a page elsewhere. CSRF prevention refuses it. */
const REFUSED_AS_FORGED = ["5A70", "6A70", "D6D5"];

it("speaks GraphQL over HTTP as the audits of graphql-http have it, but for what CSRF prevention refuses", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  // Some audits ask for the schema.
  await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    introspection: true,
  });
  const results: Record<string, string[]> = {};
  for (const audit of serverAudits({ url: `${gateway.url}/graphql` })) {
    const { status } = await audit.fn();
    results[status] = [...(results[status] ?? []), audit.id].sort();
  }
  const { ok = [], ...others } = results;
  expect(others).toEqual({ notice: REFUSED_AS_FORGED });
  expect(ok.length).toBeGreaterThan(50);
});
