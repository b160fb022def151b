import type { EventFilter, LoggedEvent } from "./event.ts";
import type { Follower } from "./follower.ts";

/** Who follows what, so that an event costs what its followers cost, however many follow something else. */
export interface Audience {
  add(filter: EventFilter, follower: Follower): void;
  remove(filter: EventFilter, follower: Follower): void;
  tell(event: LoggedEvent): void;
  all(): Iterable<Follower>;
}

export function createAudience(): Audience {
  const byKey = new Map<string, Set<Follower>>();
  return {
    add(filter, follower) {
      for (const key of keysOf(filter)) {
        const followers = byKey.get(key);
        if (followers) followers.add(follower);
        else byKey.set(key, new Set([follower]));
      }
    },
    remove(filter, follower) {
      for (const key of keysOf(filter)) {
        const followers = byKey.get(key);
        followers?.delete(follower);
        if (followers?.size === 0) byKey.delete(key);
      }
    },
    tell(event) {
      const { topic, subject, owner } = event;
      for (const key of [keyOf(topic), keyOf(topic, "subject", subject), keyOf(topic, "owner", owner)]) {
        for (const follower of byKey.get(key) ?? []) follower.push(event);
      }
    },
    all: () => new Set([...byKey.values()].flatMap((followers) => [...followers])),
  };
}

/** By its narrowest part; what else the filter says, the follower looks at itself. */
function keysOf({ topics, subjects, owner }: EventFilter): Set<string> {
  const keys = topics.flatMap((topic) => {
    if (subjects) return subjects.map((subject) => keyOf(topic, "subject", subject));
    return [owner === undefined ? keyOf(topic) : keyOf(topic, "owner", owner)];
  });
  return new Set(keys);
}

const keyOf = (...parts: readonly (string | null)[]) => JSON.stringify(parts);
