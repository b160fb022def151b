import { compose, parseSubgraph } from "@threefold/federation";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BudgetStore } from "../operation/budget/index.ts";
import { startGateway } from "../testing/gateway.ts";
import { LOANS, lendingSupergraph, loan, SHELVES, startShelves } from "../testing/lending.ts";
import { type Lending, startLending } from "../testing/lending-gateway.ts";
import { AUTHORS, startAuthors } from "../testing/library.ts";
import { listeningLogger } from "../testing/logger.ts";
import { createSubscribers } from "../testing/subscribers.ts";

const clients = createSubscribers();

let lending: Lending;
beforeAll(async () => {
  lending = await startLending();
});
afterEach(async () => {
  await clients.end();
  await lending.loans.until(() => lending.loans.open.streams === 0);
  lending.loans.subscriptions.length = 0;
});
afterAll(() => lending[Symbol.asyncDispose]());

describe("another supergraph", () => {
  it("takes over the streams that it plans in the same way, and ends the others when it serves", async () => {
    await using watched = await lending.start({}, { watch: true });
    const [stays, ends] = [
      await clients.connected(watched.url, undefined),
      await clients.connected(watched.url, undefined),
    ];
    stays.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { number } }" } });
    ends.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { book { title } } }" } });
    await lending.loans.until(() => lending.loans.open.streams === 2);
    // The title moves: to read it, another subgraph is asked.
    await watched.write(
      lendingSupergraph(
        { loans: lending.loans.url, shelves: lending.shelves.url },
        {
          loans: LOANS.replace("isbn: ID! @public }", "isbn: ID! @public title: String @public }").replace(
            ", resolvable: false",
            "",
          ),
          shelves: SHELVES.replace(" title: String @public", "").replace("type Query {", "type Query { fresh: String "),
        },
      ),
    );
    expect(await ends.take()).toMatchObject({
      type: "error",
      payload: [{ extensions: { code: "SUBSCRIPTION_SCHEMA_RELOAD" } }],
    });
    // The new one serves already: the field is known, though not to the subgraph.
    expect((await watched.ask("{ fresh }")).errors).toMatchObject([{ extensions: { serviceName: "shelves" } }]);
    lending.loans.publish("lent", loan(9));
    expect(await stays.take()).toMatchObject({ payload: { data: { lent: { number: 9 } } } });
    expect(lending.loans.subscriptions).toHaveLength(2);
  });

  it("takes over a stream, too, that was asked for before it and opened after", async () => {
    const [asked, taken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const store: BudgetStore = {
      async take() {
        asked.resolve();
        await taken.promise;
        return { ok: true, fullAt: 0 };
      },
      shift: async () => {},
    };
    await using others = await startShelves();
    const { logger, until } = listeningLogger();
    await using watched = await lending.start(
      {},
      { watch: true, logger, guards: { cost: { perMinute: 1_000, store } } },
    );
    const client = await clients.connected(watched.url, undefined);
    client.send({ id: "1", type: "subscribe", payload: { query: "subscription { lent { book { title } } }" } });
    await asked.promise;
    const served = until("a new supergraph is served");
    await watched.write(lendingSupergraph({ loans: lending.loans.url, shelves: others.url }));
    await served;
    taken.resolve();
    await client.subscribed("1");
    for (let number = 1; others.requests.length === 0; number++) {
      lending.loans.publish("lent", loan(number));
      await client.take();
    }
  });

  it("takes over the streams of those, too, whose budget is used up, and counts none of them again", async () => {
    const { logger, until } = listeningLogger();
    const used: string[] = [];
    await using watched = await lending.start(
      {},
      {
        watch: true,
        logger,
        guards: { cost: { perMinute: 5 } },
        recordUsage: (operation) => void used.push(operation),
      },
    );
    const open = (name: string) =>
      clients.subscribed(watched.url, "ada", { query: `subscription ${name} { lent { number book { title } } }` });
    // Each costs 2.
    const both = [await open("One"), await open("Other")];
    const served = until("a new supergraph is served");
    const changed = SHELVES.replace("type Query {", "type Query { fresh: String ");
    await watched.write(
      lendingSupergraph({ loans: lending.loans.url, shelves: lending.shelves.url }, { shelves: changed }),
    );
    await served;
    // They are planned anew before this is.
    await watched.ask("{ loans }");
    lending.loans.publish("lent", loan(1));
    for (const client of both) expect(await client.take()).toMatchObject({ type: "next" });
    expect(used).toEqual(["One", "Other"]);
  });

  it("leaves an event to what completes it", async () => {
    const [asked, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const written = SHELVES.replace(
      "title: String @public shelf: String }",
      'author: Author } type Author @key(fields: "id", resolvable: false) { id: ID! }',
    );
    const author = { id: "a" };
    const Book = {
      async __resolveReference({ isbn }: { isbn: string }) {
        if (isbn !== "b1") return { isbn, author };
        asked.resolve();
        await told.promise;
        return { isbn, author };
      },
    };
    await using held = await startShelves({ sdl: written, resolvers: { Book } });
    await using before = await startAuthors();
    await using after = await startAuthors();
    const supergraph = (authors: string) =>
      compose([
        parseSubgraph("loans", lending.loans.url, LOANS),
        parseSubgraph("shelves", held.url, written),
        parseSubgraph("authors", authors, AUTHORS),
      ]).supergraphSdl;
    await using watched = await startGateway(supergraph(before.url), { watch: true, streams: { drain: 0 } });
    const open = (field: string) =>
      clients.subscribed(watched.url, undefined, { query: `subscription { ${field} { book { author { name } } } }` });
    const [first, second] = [await open("lent"), await open("returned")];
    lending.loans.publish("lent", loan(1));
    await asked.promise;
    await watched.write(supergraph(after.url));
    for (let number = 2; after.requests.length === 0; number++) {
      lending.loans.publish("returned", loan(number));
      await second.take();
    }
    // The first was moved before; and what nobody holds is closed before all of these are planned.
    for (const name of ["a", "b", "c", "d", "e"]) await watched.ask(`{ ${name}: authors { name } }`);
    told.resolve();
    expect((await first.take())["payload"]).toEqual({ data: { lent: { book: { author: { name: "Dickens" } } } } });
  });
});
