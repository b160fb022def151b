/** Things that happen at times, and may make others happen later. */
export interface Events {
  at(time: number, happens: () => void): void;
  /** Runs all, in the order of their times; of two at one time, the one that was known first. */
  run(): void;
}

export function createEvents(): Events {
  const events: { readonly time: number; readonly happens: () => void }[] = [];
  return {
    at(time, happens) {
      const place = events.findLastIndex((event) => event.time <= time);
      events.splice(place + 1, 0, { time, happens });
    },
    run() {
      for (let event = events.shift(); event; event = events.shift()) event.happens();
    },
  };
}
