import { expect, it } from "vitest";
import { startLending } from "../testing/lending-gateway.ts";
import { openStream } from "../testing/open-stream.ts";

it("a subscription that fails while it is opened takes nobody's place", async () => {
  await using lending = await startLending();
  let isBroken = true;
  await using gateway = await lending.start(
    { maxPerUser: 1 },
    {
      recordUsage() {
        if (isBroken) throw new Error("the disk is full");
      },
    },
  );
  const open = () => openStream(gateway.url, "text/event-stream", { query: "subscription Lent { lent { number } }" });
  expect((await open()).response.status).toBe(500);
  isBroken = false;
  const stream = await open();
  await stream.until(": subscribed\n\n");
  stream.leave();
});
