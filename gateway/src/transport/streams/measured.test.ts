import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Lending, startLending } from "../../testing/lending-gateway.ts";
import { openStream } from "../../testing/open-stream.ts";

let lending: Lending;
beforeAll(async () => {
  lending = await startLending();
});
afterAll(() => lending?.[Symbol.asyncDispose]());

const LENT = "subscription { lent { number } }";
const STREAMS = /^http_event_streams_total\{.*\} (\d+)$/m;
const REQUESTS = /^http_request_duration_seconds_count\{.*\} (\d+)$/m;

it.each([
  ["a subscription by server-sent events", "text/event-stream", LENT, ["1", undefined]],
  ["a subscription in multipart", "multipart/mixed;subscriptionSpec=1.0", LENT, ["1", undefined]],
  ["a query by server-sent events", "text/event-stream", "{ greeting }", [undefined, "1"]],
] as const)("%s is measured as what it is", async (_what, accept, query, expected) => {
  await using gateway = await lending.start();
  const stream = await openStream(gateway.url, accept, { query });
  if (query === LENT) stream.leave();
  else await stream.rest();
  await vi.waitFor(
    async () => {
      const measured = await gateway.metrics();
      expect([STREAMS.exec(measured)?.[1], REQUESTS.exec(measured)?.[1]]).toEqual(expected);
    },
    { interval: 5, timeout: 10_000 },
  );
});
