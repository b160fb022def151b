import { auditsOf, REFUSED_AS_FORGED } from "@threefold/graphql-http/testing";
import { expect, it } from "vitest";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

it("speaks GraphQL over HTTP as the audits of graphql-http have it, but for what CSRF prevention refuses", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  // Some audits ask for the schema.
  await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    introspection: true,
  });
  const { ok, others } = await auditsOf(`${gateway.url}/graphql`);
  expect(others).toEqual(REFUSED_AS_FORGED);
  expect(ok).toBeGreaterThan(50);
});
