import { virtualClock } from "@threefold/upstream/testing";
import { expect, it } from "vitest";
import { createSessions } from "./sessions.ts";

function several(count: number) {
  const clock = virtualClock();
  const sessions = createSessions({ clock, heartbeat: 100, max: count });
  const happened: string[] = [];
  const leaves = Array.from({ length: count }, (_, index) => {
    const leave = sessions.add({
      beat: () => happened.push(`beat ${index}`),
      comeBack() {
        happened.push(`end ${index}`);
        leave?.();
      },
      cut: () => {},
    });
    return leave;
  });
  return { clock, sessions, happened, leaves };
}

it("shows signs of life by one timer, and by none when nobody is there", () => {
  const { clock, happened, leaves } = several(3);
  expect(clock.waits).toEqual([100]);
  clock.advance(100);
  expect(happened).toEqual(["beat 0", "beat 1", "beat 2"]);
  for (const leave of leaves) leave?.();
  expect(clock.waits).toEqual([]);
});

it("takes no more than there may be", () => {
  const { sessions } = several(2);
  expect(sessions.add({ beat: () => {}, comeBack: () => {}, cut: () => {} })).toBeUndefined();
});

it("ends all spread over the drain window, takes nobody new meanwhile, and waits for the last", async () => {
  const { clock, sessions, happened } = several(4);
  const drained = sessions.drain(80);
  expect(happened).toEqual(["end 0"]);
  expect(sessions.add({ beat: () => {}, comeBack: () => {}, cut: () => {} })).toBeUndefined();
  clock.advance(20);
  clock.advance(20);
  expect(happened).toEqual(["end 0", "end 1", "end 2"]);
  clock.advance(20);
  await drained;
  expect(happened).toEqual(["end 0", "end 1", "end 2", "end 3"]);
  expect(clock.waits).toEqual([]);
});

it("cuts off, after a while, whoever does not take the end", async () => {
  const { clock, sessions, happened, leaves } = several(1);
  leaves[0]?.();
  const leave = sessions.add({
    beat: () => {},
    comeBack: () => happened.push("end"),
    cut() {
      happened.push("cut");
      leave?.();
    },
  });
  const drained = sessions.drain(80);
  clock.advance(3_000);
  expect(happened).toEqual(["end"]);
  clock.advance(80);
  await drained;
  expect(happened).toEqual(["end", "cut"]);
  expect(clock.waits).toEqual([]);
});
