import { DOWN_SEGMENT, type Link } from "@threefold/network-link";
import { expect, test } from "vitest";
import { createLine } from "./pacing.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** Ten bytes a millisecond up, and a segment a millisecond down. */
const LINK: Link = { title: "", rttMs: 100, upKbps: 80, downKbps: 8 * DOWN_SEGMENT };

/** A line on a clock that goes on when it is told to, and when what came out of its connections. */
function startLine(link = LINK) {
  const clock = createVirtualClock();
  const line = createLine(link, clock);
  const came: (readonly [string, number])[] = [];
  const note = (what: string) => void came.push([what, clock.now()]);
  const open = (name = "") =>
    line.open({
      toServer: ({ length }) => note(`${name}${length} up`),
      toClient: ({ length }) => note(`${name}${length} down`),
      endClient: () => note(`${name}end`),
    });
  return { clock, open, came };
}

test("a request comes after the connection's round trip, the time of its bytes, and half a round trip", () => {
  const { clock, open, came } = startLine();
  const connection = open();
  connection.up(Buffer.alloc(1_000));
  clock.goTo(249);
  expect(came).toEqual([]);
  clock.goTo(1_000);
  connection.up(Buffer.alloc(200));
  clock.goTo(2_000);
  expect(came).toEqual([
    ["1000 up", 250],
    ["200 up", 1_070],
  ]);
});

test("an answer's first ten segments come one after another, and the next when the first are acknowledged", () => {
  const { clock, open, came } = startLine();
  const connection = open();
  connection.down(Buffer.alloc(14 * DOWN_SEGMENT));
  connection.end();
  clock.goTo(1_000);
  const first = Array.from({ length: 10 }, (_, at) => 51 + at);
  // Each acknowledgement lets two segments leave, of which the line lets one through a millisecond.
  expect(came.map(([, at]) => at)).toEqual([...first, 152, 153, 154, 155, 155]);
  expect(came.at(-1)).toEqual(["end", 155]);
});

test("connections share the line, both ways", () => {
  const { clock, open, came } = startLine();
  const [one, other] = [open("one: "), open("other: ")];
  one.up(Buffer.alloc(500));
  other.up(Buffer.alloc(500));
  one.down(Buffer.alloc(DOWN_SEGMENT));
  other.down(Buffer.alloc(DOWN_SEGMENT));
  clock.goTo(1_000);
  expect(came).toEqual([
    [`one: ${DOWN_SEGMENT} down`, 51],
    [`other: ${DOWN_SEGMENT} down`, 52],
    ["one: 500 up", 200],
    ["other: 500 up", 250],
  ]);
});

test("a timer that is late does not make what follows later", () => {
  const clock = createVirtualClock();
  const came: number[] = [];
  const late = { now: clock.now, at: (time: number, run: () => void) => clock.at(time + 3, run) };
  const connection = createLine(LINK, late).open({
    toServer: () => came.push(clock.now()),
    toClient: () => {},
    endClient: () => {},
  });
  for (let chunk = 0; chunk < 4; chunk++) connection.up(Buffer.alloc(100));
  clock.goTo(1_000);
  expect(came).toEqual([163, 173, 183, 193]);
});
