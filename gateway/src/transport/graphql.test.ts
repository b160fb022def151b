import { expect, it } from "vitest";
import { believing, startCinema } from "../testing/cinema.ts";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

it("takes no cookie for a credential: a browser sends those for other sites too", async () => {
  await using cinema = await startCinema();
  await using gateway = await startGateway(cinema.sdl, { identity: believing });
  const query = "{ films(first: 1) { budget } }";
  const token = "Bearer ada";
  const cookie = `authorization=${encodeURIComponent(token)}; token=ada; session=ada`;
  expect((await gateway.ask(query, { headers: { cookie } })).data).toEqual({ films: [{ budget: null }] });
  expect((await gateway.ask(query, { headers: { authorization: token } })).data).toEqual({ films: [{ budget: 100 }] });
});

it("runs no mutation that comes by QUERY, which only reads", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }));
  const ask = (query: string) =>
    fetch(`${gateway.url}/graphql`, {
      method: "QUERY",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
  const refused = await ask('mutation { lend(isbn: "1") { title } }');
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
  expect(books.requests).toHaveLength(0);
  expect(await (await ask('{ book(isbn: "1") { title } }')).json()).toEqual({ data: { book: { title: "Pickwick" } } });
});
