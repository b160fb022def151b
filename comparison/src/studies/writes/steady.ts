export interface Steady {
  (text: string): string;
  /** The id that another stands for. */
  rawOf(id: string): string;
}

/**
 * Puts in what is the same in every run for ids and numbers drawn by lot and times of now. Ids that the services make are of
 * versions 4 and 7; each becomes one of its own, the same wherever it comes again, so that a cache can tell things by them.
 */
export function steadyText(): Steady {
  const known = new Map<string, string>();
  const idOf = (id: string): string => {
    const steady = known.get(id) ?? `00000000-0000-4000-9000-${String(known.size).padStart(12, "0")}`;
    known.set(id, steady);
    return steady;
  };
  const steady = (text: string) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, (id) =>
        id.startsWith("00000000-0000-4000-9000-") ? id : idOf(id),
      )
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "2026-11-01T12:00:00.000Z")
      .replaceAll(/TF-\d{4}-\d+/g, "TF-2026-000000");
  const rawOf = (id: string) => [...known].find(([, each]) => each === id)?.[0] ?? id;
  return Object.assign(steady, { rawOf });
}
