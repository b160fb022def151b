import type { Clock } from "@threefold/upstream";

/** A connection or a stream over HTTP that lasts. */
export interface Session {
  /** Shows whether the other side is there: called at every heartbeat. */
  beat(): void;
  /** Ends it with a code that clients take for "come back". */
  comeBack(): void;
  /** Ends it at once, if it was to end before this: a client that reads nothing never takes an end. */
  cut(): void;
}

/** All that lasts, for what is done to all of it: heartbeats by one timer, and the end of the process. */
export interface Sessions {
  /** @returns what takes it out again; undefined when no more may come */
  add(session: Session): (() => void) | undefined;
  readonly size: number;
  /** Ends all, spread evenly over a time so that not everybody comes back at once. Resolves when all have ended. */
  drain(ms: number): Promise<void>;
}

/** How long an end may be on its way to a client, when the process ends. */
export const ENDING_MS = 3_000;

export function createSessions({ clock, heartbeat, max }: { clock: Clock; heartbeat: number; max: number }): Sessions {
  const sessions = new Set<Session>();
  let draining = false;
  let allEnded: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  const beat = () => {
    cancel = clock.after(heartbeat, () => {
      for (const session of sessions) session.beat();
      beat();
    });
  };
  return {
    add(session) {
      if (draining || sessions.size >= max) return undefined;
      if (sessions.size === 0) beat();
      sessions.add(session);
      return () => {
        if (!sessions.delete(session) || sessions.size > 0) return;
        cancel?.();
        allEnded?.();
      };
    },
    get size() {
      return sessions.size;
    },
    async drain(ms) {
      draining = true;
      const ending = [...sessions];
      if (ending.length === 0) return;
      const ended = new Promise<void>((resolve) => {
        allEnded = resolve;
      });
      for (const [index, session] of ending.entries()) {
        const end = () => {
          if (sessions.has(session)) session.comeBack();
        };
        const pause = (ms * index) / ending.length;
        if (pause === 0) end();
        else clock.after(pause, end);
      }
      const cut = () => {
        for (const session of sessions) session.cut();
        cancelCut = clock.after(ENDING_MS, cut);
      };
      let cancelCut = clock.after(ms + ENDING_MS, cut);
      await ended;
      cancelCut();
    },
  };
}
