import { byLadder, type Screen, styleOf } from "../data.ts";
import type { Bar } from "./BarRow.tsx";

/** Rungs' bars, with a row for each that cannot show the screen, in the order of the ladder. */
export const withUnable = (bars: readonly Bar[], unable: Screen["unable"]): Bar[] =>
  [
    ...bars,
    ...unable.map(({ rung, reason }) => ({
      name: rung,
      style: styleOf(rung),
      parts: [],
      text: "unable",
      note: reason,
    })),
  ].toSorted((a, b) => byLadder(a.name, b.name));
