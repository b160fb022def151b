import { describe, expect, it } from "vitest";
import type { Caller } from "../identity/identity.ts";
import { graphql, startClient, startUpstream } from "../testing/upstream.ts";
import { startDeadline } from "./deadline.ts";

const QUERY = { kind: "query", body: '{"query":"{ a }"}' } as const;

/** An upstream that answers nothing before it is told to. */
async function startHolding() {
  const { promise: open, resolve: release } = Promise.withResolvers<void>();
  const upstream = await startUpstream(async (response) => {
    await open;
    graphql({ data: { a: { b: 1 } } })(response);
  });
  return { upstream, release };
}

/** Lets everything happen that waits for no socket, and waits for so many requests. */
async function arrived({ requests }: { requests: readonly unknown[] }, count: number) {
  do await new Promise((resolve) => setImmediate(resolve));
  while (requests.length < count);
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const callerAs = (name: string): Caller => ({
  anonymous: false,
  claims: { isAuthenticated: true, scopes: new Set() },
  headersFor: async () => ({ "x-threefold-identity": name }),
});

describe("the same query, on its way for several requests", () => {
  it("is sent once where that is configured, and everybody gets an answer of their own", async () => {
    const { upstream, release } = await startHolding();
    await using _ = upstream;
    await using test = startClient(upstream.url, { settings: { shareQueries: true } });
    const sending = ["1", "2", "3"].map((id) =>
      test.client.send(QUERY, test.context({ origin: { requestId: `request-${id}`, clientAddress: "127.0.0.1" } })),
    );
    await arrived(upstream, 1);
    release();
    const answers = await Promise.all(sending);
    expect(upstream.requests).toHaveLength(1);
    for (const { body } of answers) expect(body).toEqual({ data: { a: { b: 1 } } });
    expect(new Set(answers.map(({ body }) => body["data"])).size).toBe(3);
  });

  it("is sent for each unless it is", async () => {
    const { upstream, release } = await startHolding();
    await using _ = upstream;
    await using test = startClient(upstream.url);
    const sending = [1, 2].map(() => test.client.send(QUERY, test.context()));
    await arrived(upstream, 2);
    release();
    await Promise.all(sending);
  });

  it("is sent for each who is somebody else, sends another header on, or writes", async () => {
    const { upstream, release } = await startHolding();
    await using _ = upstream;
    const headers = { all: { forward: ["accept-language"] }, bySubgraph: {} };
    await using test = startClient(upstream.url, { settings: { shareQueries: true }, headers });
    const mutation = { kind: "mutation", body: QUERY.body } as const;
    const sending = [
      test.client.send(QUERY, test.context({ caller: callerAs("ada") })),
      test.client.send(QUERY, test.context({ caller: callerAs("bob") })),
      test.client.send(QUERY, test.context({ caller: callerAs("bob"), headers: { "accept-language": "de" } })),
      test.client.send(QUERY, test.context({ caller: callerAs("ada") })),
      test.client.send(mutation, test.context()),
      test.client.send(mutation, test.context()),
    ];
    await arrived(upstream, 5);
    release();
    await Promise.all(sending);
    expect(upstream.requests).toHaveLength(5);
  });

  it("is sent again for those who still wait when its sender has gone", async () => {
    const { upstream, release } = await startHolding();
    await using _ = upstream;
    await using test = startClient(upstream.url, { settings: { shareQueries: true } });
    const deadline = startDeadline(10_000, test.clock);
    const leaving = test.client.send(QUERY, test.context({ deadline }));
    leaving.catch(() => {});
    await arrived(upstream, 1);
    const staying = test.client.send(QUERY, test.context());
    await arrived(upstream, 1);
    deadline.abandon(new Error("The client has gone away."));
    await expect(leaving).rejects.toThrow(/was not waited for/);
    await arrived(upstream, 2);
    release();
    expect((await staying).body).toEqual({ data: { a: { b: 1 } } });
  });

  it("is waited for no longer than there is time", async () => {
    const { upstream, release } = await startHolding();
    await using _ = upstream;
    await using test = startClient(upstream.url, { settings: { shareQueries: true } });
    const first = test.client.send(QUERY, test.context());
    await arrived(upstream, 1);
    const deadline = startDeadline(1_000, test.clock);
    const second = test.client.send(QUERY, test.context({ deadline }));
    second.catch(() => {});
    await arrived(upstream, 1);
    test.clock.advance(1_000);
    await expect(second).rejects.toThrow(/did not answer in time/);
    release();
    await first;
  });
});
