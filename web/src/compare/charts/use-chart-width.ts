import { useSyncExternalStore } from "react";

const NARROW = window.matchMedia("(max-width: 40rem)");
/** In the units of an SVG: near a phone's own width, so that words are as large there as they are meant. */
const WIDTH = { wide: 760, narrow: 344 };

function subscribe(change: () => void): () => void {
  NARROW.addEventListener("change", change);
  return () => NARROW.removeEventListener("change", change);
}

/** Whether charts are drawn narrower, as on a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => NARROW.matches);

/** How wide charts are drawn. */
export const useChartWidth = (): number => (useNarrow() ? WIDTH.narrow : WIDTH.wide);
