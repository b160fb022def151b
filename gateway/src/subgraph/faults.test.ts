import { describe, expect, it } from "vitest";
import { failureOf, GOOD, QUERY, whileTimePasses } from "../testing/sending.ts";
import { startClient, startUpstream } from "../testing/upstream.ts";
import { createFaultSwitch } from "./faults.ts";

describe("a fault that was asked for", () => {
  const faulty = async (fault: Parameters<ReturnType<typeof createFaultSwitch>["set"]>[1]) => {
    const upstream = await startUpstream(GOOD);
    const faults = createFaultSwitch();
    faults.set("books", fault);
    const test = startClient(upstream.url, { faults, settings: { retry: { times: 0 } } });
    return { upstream, test, faults };
  };

  it("makes a subgraph slow, by as much as was said", async () => {
    const { upstream, test } = await faulty({ kind: "slow", ms: 500 });
    await using _upstream = upstream;
    await using _test = test;
    const sending = test.client.send(QUERY, test.context());
    while (!test.clock.waits.includes(500)) await new Promise((resolve) => setImmediate(resolve));
    expect(upstream.requests).toEqual([]);
    test.clock.advance(500);
    expect(await sending).toMatchObject({ body: { data: { a: 1 } } });
  });

  it.each([
    [{ kind: "failing", status: 503 }, "unavailable"],
    [{ kind: "absent" }, "unreachable"],
    [{ kind: "hanging" }, "late"],
  ] as const)("looks like the real one: %j", async (fault, kind) => {
    const { upstream, test, faults } = await faulty(fault);
    await using _upstream = upstream;
    await using _test = test;
    const failing = failureOf(test.client.send(QUERY, test.context()));
    expect((await whileTimePasses(test, 1_000, failing)).kind).toBe(kind);
    expect(upstream.requests).toEqual([]);
    faults.clear("books");
    expect(await test.client.send(QUERY, test.context())).toMatchObject({ body: { data: { a: 1 } } });
  });

  it("is for one request alone when the request says it", async () => {
    const { upstream, test, faults } = await faulty({ kind: "absent" });
    await using _upstream = upstream;
    await using _test = test;
    faults.clear("books");
    const context = test.context({ faults: new Map([["books", { kind: "failing", status: 500 }]]) });
    expect((await failureOf(test.client.send(QUERY, context))).kind).toBe("broken");
    await test.client.send(QUERY, test.context());
  });

  it("never comes about where no fault may be asked for", async () => {
    await using upstream = await startUpstream(GOOD);
    await using test = startClient(upstream.url);
    await test.client.send(QUERY, test.context({ faults: new Map([["books", { kind: "absent" }]]) }));
  });
});
