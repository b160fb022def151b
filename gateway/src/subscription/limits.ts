/** Counts what is open against what may be, in all and for each user. */
export interface StreamLimits {
  /**
   * Takes a place.
   * @param user who is counted: one key for one person
   * @returns what gives it back, or how many there may be of which
   */
  take(user: string): (() => void) | StreamLimit;
}

export interface StreamLimit {
  readonly of: "user" | "gateway";
  readonly max: number;
}

export function createStreamLimits({
  max,
  maxPerUser,
}: {
  readonly max: number;
  readonly maxPerUser: number;
}): StreamLimits {
  const byUser = new Map<string, number>();
  let open = 0;
  return {
    take(user) {
      const own = byUser.get(user) ?? 0;
      if (open >= max) return { of: "gateway", max };
      if (own >= maxPerUser) return { of: "user", max: maxPerUser };
      open += 1;
      byUser.set(user, own + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        open -= 1;
        const left = (byUser.get(user) ?? 1) - 1;
        if (left === 0) byUser.delete(user);
        else byUser.set(user, left);
      };
    },
  };
}
