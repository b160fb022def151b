/** A text that outlives the page and that several parts of it watch. Storage that is refused counts as empty. */
export interface StoredText {
  get(): string | null;
  /** Null removes it. */
  set(value: string | null): void;
  /** Calls back when it changes, here or in another tab. Gives what ends that. */
  subscribe(onChange: () => void): () => void;
}

export function storedText(kind: "localStorage" | "sessionStorage", key: string): StoredText {
  const changed = new EventTarget();
  let fallback: string | null = null;
  return {
    get() {
      try {
        return window[kind].getItem(key);
      } catch {
        return fallback;
      }
    },
    set(value) {
      fallback = value;
      try {
        if (value === null) window[kind].removeItem(key);
        else window[kind].setItem(key, value);
      } catch {}
      changed.dispatchEvent(new Event("change"));
    },
    subscribe(onChange) {
      changed.addEventListener("change", onChange);
      window.addEventListener("storage", onChange);
      return () => {
        changed.removeEventListener("change", onChange);
        window.removeEventListener("storage", onChange);
      };
    },
  };
}
