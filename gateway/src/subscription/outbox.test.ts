import { expect, it } from "vitest";
import { Outbox } from "./outbox.ts";
import type { SlowClientPolicy } from "./settings.ts";

/** A client that reads when it is told to. */
function slowClient(policy: SlowClientPolicy) {
  const written: string[] = [];
  const happened: string[] = [];
  let buffered = 0;
  const outbox = new Outbox({
    wire: {
      write: (data) => {
        written.push(String(data));
        buffered += 1;
      },
      get buffered() {
        return buffered;
      },
    },
    policy,
    highWaterBytes: 1,
    maxQueued: 3,
    onDropped: () => happened.push("dropped"),
    onTooSlow: () => happened.push("too slow"),
  });
  const read = () => {
    buffered = 0;
    outbox.drained();
  };
  return { outbox, written, happened, read };
}

it("sends at once to a client that reads", () => {
  const { outbox, written, read } = slowClient("disconnect");
  for (const text of ["1", "2", "3"]) {
    outbox.sendEvent("a", text);
    read();
  }
  expect(written).toEqual(["1", "2", "3"]);
});

it.each<[SlowClientPolicy, string[], string[]]>([
  ["disconnect", ["too slow"], ["a1", "a2", "b1", "a3", "complete", "a4"]],
  ["drop-oldest", ["dropped"], ["a1", "b1", "a3", "complete", "a4"]],
  ["coalesce", ["dropped", "dropped"], ["a1", "b1", "complete", "a4"]],
])("keeps to the policy %s, and never loses what is no event", (policy, expected, sent) => {
  const { outbox, written, happened, read } = slowClient(policy);
  for (const text of ["a1", "a2", "b1", "a3"]) outbox.sendEvent(text[0] ?? "", text);
  outbox.send("complete");
  outbox.sendEvent("a", "a4");
  expect(happened).toEqual(expected);
  for (let times = 0; times < 10; times++) read();
  expect(written).toEqual(sent);
});

it("parts from who asks without end and reads nothing", () => {
  const { outbox, happened } = slowClient("drop-oldest");
  for (let times = 0; times < 6; times++) outbox.send("pong");
  expect(happened).toContain("too slow");
});

it("sends nothing to who is gone", () => {
  const { outbox, written, read } = slowClient("disconnect");
  outbox.sendEvent("a", "1");
  outbox.sendEvent("a", "2");
  outbox.close();
  outbox.send("3");
  read();
  expect(written).toEqual(["1"]);
});

it("ends when all that waits has been written, and takes nothing from then on", () => {
  const { outbox, written, happened, read } = slowClient("disconnect");
  outbox.sendEvent("a", "1");
  outbox.sendEvent("a", "2");
  outbox.send("complete");
  outbox.end(() => happened.push("ended"));
  outbox.send("sign of life");
  expect(happened).toEqual([]);
  for (let times = 0; times < 5; times++) read();
  expect(written).toEqual(["1", "2", "complete"]);
  expect(happened).toEqual(["ended"]);
});
