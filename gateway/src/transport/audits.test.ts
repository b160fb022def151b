import { serverAudits } from "graphql-http";
import { expect, it } from "vitest";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

/** What Apollo Server does in another way than GraphQL over HTTP advises, by the audits' ids. */
const STOCK = {
  // For clients that accept application/json alone, documents and variables that are wrong get 400 instead of 200.
  warn: ["572B", "7B9B", "FDE2"],
  // GET from a page elsewhere is refused (CSRF prevention).
  notice: ["5A70", "6A70", "D6D5"],
};

it("speaks GraphQL over HTTP as the audits of graphql-http have it, but for what Apollo Server does otherwise", async () => {
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
  expect(others).toEqual(STOCK);
  expect(ok.length).toBeGreaterThan(50);
});
