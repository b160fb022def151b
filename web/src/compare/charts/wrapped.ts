/** Of a character of a note, in the chart's units: on the wide side of what faces have. */
const CHARACTER = 5.8;

/** Breaks a note into lines of the room that it has: an SVG does not. */
export function wrapped(text: string, room: number): string[] {
  const most = Math.floor(room / CHARACTER);
  const lines: string[] = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (longer.length <= most) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}
