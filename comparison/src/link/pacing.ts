import { DOWN_SEGMENT, Flow, type Link } from "@threefold/network-link";

/** Milliseconds that only grow. */
export interface Clock {
  now(): number;
  /** Runs something when it is that late, and never before it returns. */
  at(time: number, run: () => void): void;
}

/** Where the bytes of a connection come out. */
export interface Ends {
  toServer(chunk: Buffer): void;
  toClient(chunk: Buffer): void;
  /** All that was given for the client has come. */
  endClient(): void;
}

/** A connection over a line: what is given at one end comes out at the other when it would have come through. */
export interface PacedConnection {
  up(chunk: Buffer): void;
  down(chunk: Buffer): void;
  /** Nothing more comes down. */
  end(): void;
}

/** A line that connections share, and when it is free again. */
export interface Line {
  /** A connection is there after one round trip. */
  open(ends: Ends): PacedConnection;
}

/** Holds bytes back for a link's delay, its bandwidth, which connections share, and slow start towards the client. */
export function createLine(link: Link, clock: Clock): Line {
  let upFree = 0;
  const free: Free = { down: 0 };
  return {
    open(ends) {
      const established = clock.now() + link.rttMs;
      const toServer = inOrder(clock);
      const answer = paced(link, free, inOrder(clock), ends, clock);
      return {
        up(chunk) {
          upFree = Math.max(clock.now(), established, upFree) + milliseconds(chunk.length, link.upKbps);
          toServer(upFree + link.rttMs / 2, () => ends.toServer(chunk));
        },
        down: answer.give,
        end: answer.end,
      };
    },
  };
}

/** This machine's. Timers count whole milliseconds, rounded down: they may fire up to one too early. */
export const machineClock: Clock = {
  now: () => performance.now(),
  at(time, run) {
    const left = time - performance.now();
    if (left <= 0) setImmediate(run);
    else setTimeout(() => (performance.now() >= time ? run() : machineClock.at(time, run)), Math.floor(left));
  },
};

type InOrder = (at: number, run: () => void) => void;

/**
 * Does things at their times, in the order in which they were given: two timers with different delays may end in the wrong
 * one, so there is one. What comes late does not make the next late.
 */
function inOrder(clock: Clock): InOrder {
  const waiting: { readonly at: number; readonly run: () => void }[] = [];
  let isSet = false;
  const set = () => {
    const [next] = waiting;
    if (!next || isSet) return;
    isSet = true;
    clock.at(next.at, () => {
      isSet = false;
      for (let [due] = waiting; due && due.at <= clock.now(); [due] = waiting) {
        waiting.shift();
        due.run();
      }
      set();
    });
  };
  return (at, run) => {
    waiting.push({ at, run });
    set();
  };
}

interface Free {
  /** When the line towards clients is free again. */
  down: number;
}

interface Paced {
  give(chunk: Buffer): void;
  end(): void;
}

/** Cuts an answer into segments, and lets each leave when the connection's window is open and the line is free. */
function paced(link: Link, free: Free, later: InOrder, ends: Ends, clock: Clock): Paced {
  const flow = new Flow();
  const waiting: { readonly segment: Buffer; readonly since: number }[] = [];
  let isSet = false;
  let isEnded = false;
  const run = (): void => {
    isSet = false;
    for (let [next] = waiting; next; [next] = waiting) {
      const { segment, since } = next;
      // The times are those at which things should have happened, however late a timer was.
      const ready = Math.max(since, flow.opensAt(segment.length));
      if (ready > clock.now()) {
        isSet = true;
        clock.at(ready, run);
        return;
      }
      waiting.shift();
      free.down = Math.max(ready, free.down) + milliseconds(segment.length, link.downKbps);
      flow.left(segment.length, free.down + link.rttMs);
      later(free.down + link.rttMs / 2, () => ends.toClient(segment));
    }
    if (isEnded) later(0, ends.endClient);
  };
  return {
    give(chunk) {
      const since = clock.now();
      for (let at = 0; at < chunk.length; at += DOWN_SEGMENT)
        waiting.push({ segment: chunk.subarray(at, at + DOWN_SEGMENT), since });
      if (!isSet) run();
    },
    end() {
      isEnded = true;
      if (!isSet) run();
    },
  };
}

const milliseconds = (bytes: number, kbps: number): number => (8 * bytes) / kbps;
