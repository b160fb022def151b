import { Abortable } from "@threefold/upstream";
import { describe, expect, it } from "vitest";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import { admit } from "./admission.ts";
import { type BudgetStore, createClientBudgets, createMemoryStore } from "./budget/index.ts";

/** A store that answers nothing. */
const silent = (): Promise<never> => new Promise(() => {});

const MINUTE_MS = 60_000;

/** Lets an operation in that costs 3 of the 60 that everybody has in a minute. */
function admitBy(store: BudgetStore, signal: Abortable) {
  const budgets = createClientBudgets({ costPerMinute: 60, store });
  const operation = { estimate: () => ({ cost: 3, problems: [] }) };
  return admit(operation, {}, { budget: "ann" }, { budgets, maxCost: undefined, reportCost: false }, signal);
}

describe("a store of budgets that does not answer", () => {
  it("holds an operation until its time is over, and no subgraph is asked", async () => {
    await using books = await startBooks();
    await using authors = await startAuthors();
    await using gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
      guards: { cost: { perMinute: 60, store: { take: silent, shift: silent } } },
    });
    const answer = await gateway.ask("{ book(isbn: 1) { title } }", { headers: { "x-deadline-ms": "20" } });
    expect(answer).toMatchObject({ status: 504, errors: [{ extensions: { code: "GATEWAY_TIMEOUT" } }] });
    expect(books.requests).toEqual([]);
  });

  it("takes nothing for an operation that it kept from running, when it answers after all", async () => {
    const { promise: taken, resolve: take } = Promise.withResolvers<{ ok: true; fullAt: number }>();
    const { promise: shifted, resolve: shift } = Promise.withResolvers<number>();
    const signal = new Abortable();
    const admitting = admitBy({ take: () => taken, shift: async (_client, ms) => shift(ms) }, signal);
    signal.abort(new Error("The time is over."));
    expect(await admitting).toMatchObject({ ok: false, errors: [{ extensions: { code: "GATEWAY_TIMEOUT" } }] });
    take({ ok: true, fullAt: 0 });
    expect(await shifted).toBe((-3 * MINUTE_MS) / 60);
  });

  it("holds what an operation brought no longer than its time", async () => {
    const signal = new Abortable();
    const admitted = await admitBy({ take: createMemoryStore().take, shift: silent }, signal);
    if (!admitted.ok) throw new Error("not let in");
    const settling = admitted.admission.charge?.settle(1);
    signal.abort(new Error("The time is over."));
    expect(await settling).toBeUndefined();
  });
});
