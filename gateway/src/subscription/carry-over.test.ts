import type { IncomingHttpHeaders } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PolicyRequest } from "../operation/guards.ts";
import { startGateway } from "../testing/gateway.ts";
import { LOANS, lendingSupergraph, loan, startLoans, startShelves } from "../testing/lending.ts";
import { listeningLogger } from "../testing/logger.ts";
import { Moments } from "../testing/moments.ts";
import { openStream } from "../testing/open-stream.ts";
import { createReaders } from "../testing/readers.ts";
import type { StreamSubgraph } from "../testing/stream-subgraph.ts";
import { greeted } from "../testing/web-socket.ts";

const GUARDED = LOANS.replace('"@composeDirective"', '$&, "@policy"').replace(
  "reader: String",
  '$& @policy(policies: [["adult"]])',
);
const LENT = "subscription { lent { number reader } }";

let loans: StreamSubgraph;
let shelves: StreamSubgraph;
beforeAll(async () => {
  [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
});
afterEach(async () => {
  await loans.until(() => loans.open.streams === 0);
  loans.subscriptions.length = 0;
});
afterAll(async () => {
  for (const part of [loans, shelves]) await part[Symbol.asyncDispose]();
});

/** A gateway that says by the headers of a request whether its policy holds, and remembers what it was asked by. */
async function start(
  loansSdl: string,
  isAdult: (headers: IncomingHttpHeaders, asked: number) => Promise<boolean> | boolean,
) {
  const { logger, until } = listeningLogger();
  const moments = new Moments();
  const asked: PolicyRequest[] = [];
  const gateway = await startGateway(
    lendingSupergraph({ loans: loans.url, shelves: shelves.url }, { loans: loansSdl }),
    {
      watch: true,
      logger,
      identity: createReaders(),
      streams: { drain: 0 },
      subgraphs: { headers: { all: { forward: ["accept-language"] }, bySubgraph: {} }, all: {}, bySubgraph: {} },
      guards: {
        async policies(names, request) {
          asked.push(request);
          moments.changed();
          return (await isAdult(request.headers, asked.length)) ? names : [];
        },
      },
    },
  );
  return {
    url: gateway.url,
    gateway,
    asked,
    until: (condition: () => boolean) => moments.until(condition),
    async serve(sdl: string) {
      const served = until("a new supergraph is served");
      await gateway.write(sdl);
      await served;
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

const WHO = { authorization: "ada", "x-age": "18", "accept-language": "en" };

const TRANSPORTS: Record<string, (url: string) => Promise<{ event(): Promise<string>; leave(): void }>> = {
  async "a WebSocket"(url) {
    const client = await greeted(url, undefined, { headers: WHO });
    client.send({ id: "1", type: "subscribe", payload: { query: LENT } });
    await client.subscribed("1");
    return { event: async () => JSON.stringify(await client.take()), leave: () => client.close() };
  },
  async "server-sent events"(url) {
    const { until, leave } = await openStream(url, "text/event-stream", { query: LENT }, WHO);
    await until("subscribed\n\n");
    return { event: () => until("\n\n"), leave };
  },
  async multipart(url) {
    const accept = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0';
    const { until, leave } = await openStream(url, accept, { query: LENT }, WHO);
    await until("x-subscribed: true\r\n\r\n{}\r\n--graphql");
    return { event: () => until("--graphql"), leave };
  },
};

describe("a policy is decided by the headers that the client sent, also when another supergraph takes over", () => {
  it.each(Object.keys(TRANSPORTS))("over %s", async (transport) => {
    await using server = await start(GUARDED, ({ "x-age": age }) => age === "18");
    const client = await TRANSPORTS[transport]?.(server.url);
    loans.publish("lent", loan(1));
    expect(await client?.event()).toContain('{"lent":{"number":1,"reader":"ada"}}');
    await server.serve(`# newer\n${lendingSupergraph({ loans: loans.url, shelves: shelves.url }, { loans: GUARDED })}`);
    await server.until(() => server.asked.length === 2);
    const [opened, moved] = server.asked;
    expect(opened).toMatchObject({ client: "ada", headers: WHO });
    expect(moved).toEqual(opened);
    // It has gone over before this is planned.
    await server.gateway.ask("{ loans }");
    loans.publish("lent", loan(2));
    expect(await client?.event()).toContain('{"lent":{"number":2,"reader":"ada"}}');
    expect(loans.subscriptions).toHaveLength(1);
    client?.leave();
  });
});

it("a rule that a new supergraph brings holds for each of those who share a stream", async () => {
  await using server = await start(LOANS, (headers) => headers["x-guest"] === undefined);
  const [one, guest] = [
    await greeted(server.url, undefined, { headers: { authorization: "ada" } }),
    await greeted(server.url, undefined, { headers: { authorization: "ada", "x-guest": "1" } }),
  ];
  for (const client of [one, guest]) {
    client.send({ id: "1", type: "subscribe", payload: { query: LENT } });
    await client.subscribed("1");
  }
  expect(loans.subscriptions).toHaveLength(1);
  await server.serve(lendingSupergraph({ loans: loans.url, shelves: shelves.url }, { loans: GUARDED }));
  expect(await guest.take()).toMatchObject({
    type: "error",
    payload: [{ extensions: { code: "SUBSCRIPTION_SCHEMA_RELOAD" } }],
  });
  loans.publish("lent", loan(1));
  expect(await one.take()).toMatchObject({ payload: { data: { lent: { number: 1, reader: "ada" } } } });
  expect(loans.subscriptions).toHaveLength(1);
  for (const client of [one, guest]) await client[Symbol.asyncDispose]();
});

it("of two supergraphs that come one after the other the second has the stream, though the first decides later", async () => {
  await using second = await startShelves();
  await using third = await startShelves();
  const decided = Promise.withResolvers<boolean>();
  await using server = await start(GUARDED, (_headers, count) => (count === 2 ? decided.promise : true));
  await using client = await greeted(server.url);
  const query = "subscription { lent { reader book { title } } }";
  client.send({ id: "1", type: "subscribe", payload: { query } });
  await client.subscribed("1");
  const serve = ({ url }: StreamSubgraph) =>
    server.serve(lendingSupergraph({ loans: loans.url, shelves: url }, { loans: GUARDED }));
  await serve(second);
  await server.until(() => server.asked.length === 2);
  await serve(third);
  for (let number = 1; third.requests.length === 0; number++) {
    loans.publish("lent", loan(number));
    await client.take();
  }
  decided.resolve(true);
  // It would have gone over before this is planned.
  await server.gateway.ask("{ loans }");
  loans.publish("lent", loan(100));
  expect(await client.take()).toMatchObject({ payload: { data: { lent: { book: { title: "Title b100" } } } } });
  expect(second.requests).toEqual([]);
});
