/** What is drawn where something did not come. */
export const MISSING = "▯";

/**
 * Stands for what did not come. Whatever is read of it did not come either, a list of it has nothing in it, and as text it is
 * `MISSING`: so that the same drawing shows what is there.
 */
export const hole: unknown = new Proxy(() => {}, {
  get(_, key) {
    // It is no promise of anything.
    if (key === "then") return undefined;
    if (key === Symbol.iterator) return [][Symbol.iterator];
    if (key === Symbol.toPrimitive) return (hint: string) => (hint === "number" ? Number.NaN : MISSING);
    return hole;
  },
  apply: () => hole,
});

/** Whether a line was drawn with a hole in it; a number that did not come is drawn as NaN. */
export const hasHole = (line: string): boolean => line.includes(MISSING) || line.includes("NaN");
