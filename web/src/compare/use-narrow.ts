import { useSyncExternalStore } from "react";

const NARROW = window.matchMedia("(max-width: 40rem)");

function subscribe(change: () => void): () => void {
  NARROW.addEventListener("change", change);
  return () => NARROW.removeEventListener("change", change);
}

/** Whether charts are drawn narrower, as on a phone, so that their words stay readable. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => NARROW.matches);
