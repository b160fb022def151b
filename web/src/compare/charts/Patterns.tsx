/** What tells the parts of a bar apart without colour: solid, dotted, outlined, hatched, pale. */
export const Patterns = () => (
  <defs>
    <pattern id="part-dots" width="6" height="6" patternUnits="userSpaceOnUse">
      <circle cx="2" cy="2" r="1.4" fill="currentColor" />
    </pattern>
    <pattern id="part-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className="hatch" width="2" height="6" />
    </pattern>
  </defs>
);

export function patternOf(kind: string): string {
  if (kind === "duplicate") return "url(#part-dots)";
  if (kind === "wasted") return "url(#part-hatch)";
  if (kind === "control") return "transparent";
  return "currentColor";
}
