import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestGateway } from "../../testing/gateway.ts";
import { loan } from "../../testing/lending.ts";
import { type Lending, startLending, subscribe } from "../../testing/lending-gateway.ts";
import { createReaders } from "../../testing/readers.ts";
import { greeted, rawWebSocket } from "../../testing/web-socket.ts";

const LENT = "subscription { lent { number book { title } } }";

let lending: Lending;
let gateway: TestGateway;
beforeAll(async () => {
  lending = await startLending();
  gateway = await lending.start();
});
afterAll(async () => {
  for (const part of [gateway, lending]) await part[Symbol.asyncDispose]();
});

describe("who asks over a WebSocket", () => {
  it.each([
    ["in the payload", { authorization: "ada" }, {}],
    ["in the payload's headers", { headers: { Authorization: "ada" } }, {}],
    ["in the request's headers", undefined, { authorization: "ada" }],
    ["in the payload above the headers", { authorization: "ada" }, { authorization: "bob" }],
  ])("is told %s", async (_where, payload, headers) => {
    await using client = await greeted(gateway.url, payload, { headers });
    client.send(subscribe("1", "subscription { lent { book { shelf } } }"));
    await lending.loans.until(() => lending.loans.open.streams === 1);
    expect(lending.loans.subscriptions.at(-1)?.extensions["authorization"]).toBe("Bearer token-of-ada");
    lending.loans.publish("lent", loan(1));
    expect(await client.take()).toMatchObject({ payload: { data: { lent: { book: { shelf: "ada" } } } } });
    client.close();
    await lending.loans.until(() => lending.loans.open.streams === 0);
  });

  it("is nobody by a cookie", async () => {
    await using client = await greeted(gateway.url, { cookie: "ada" }, { headers: { cookie: "authorization=ada" } });
    client.send(subscribe("1", "subscription { lent { book { shelf } } }"));
    await lending.loans.until(() => lending.loans.open.streams === 1);
    expect(lending.loans.subscriptions.at(-1)?.extensions["authorization"]).toBe("Bearer token-of-nobody");
    client.close();
    await lending.loans.until(() => lending.loans.open.streams === 0);
  });

  it("is refused at once, when they expire, and when they are sent away: nobody else is", async () => {
    const own = createReaders();
    await using strict = await lending.start({ recheck: 10 }, { identity: own });
    own.sendAway("eve");
    await using eve = await rawWebSocket(strict.url);
    eve.send({ type: "connection_init", payload: { authorization: "eve" } });
    expect(await eve.closed).toEqual({ code: 4403, reason: "eve was sent away." });
    own.expiries.set("bob", Date.now() + 30);
    await using bob = await greeted(strict.url, { authorization: "bob" });
    expect(await bob.closed).toEqual({ code: 4403, reason: "The token has expired." });
    await using ada = await greeted(strict.url, { authorization: "ada" });
    await using cy = await greeted(strict.url, { authorization: "cy" });
    ada.send(subscribe("1", LENT));
    cy.send(subscribe("1", LENT));
    await lending.loans.until(() => lending.loans.open.streams === 2);
    own.sendAway("ada");
    expect(await ada.closed).toMatchObject({ code: 4403 });
    await lending.loans.until(() => lending.loans.open.streams === 1);
    lending.loans.publish("lent", loan(3));
    expect(await cy.take()).toMatchObject({ type: "next" });
  });
});
