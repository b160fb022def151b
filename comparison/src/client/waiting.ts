import { Stopped } from "../stopped.ts";
import { currentPatience, silent } from "./patience.ts";

/** What waits for an answer. */
interface Waiting extends Disposable {
  /** Something came: from now on silence counts, anew. It does not count before the first time. */
  heard(): void;
}

/**
 * Waits for an answer with the patience that is had now.
 * @param request its method and address, for the message
 * @param end told why it is given up: the run was stopped (`Stopped`), or nothing came for too long
 */
export function waitFor(request: string, end: (reason: Error) => void): Waiting {
  const patience = currentPatience();
  const { signal, silenceMs } = patience;
  let silence: NodeJS.Timeout | undefined;
  let isOver = false;
  const stop = () => end(new Stopped());
  if (signal.aborted) queueMicrotask(stop);
  else signal.addEventListener("abort", stop, { once: true });
  return {
    heard() {
      if (isOver) return;
      silence = silence?.refresh() ?? setTimeout(() => end(silent(request, patience)), silenceMs);
    },
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(silence);
      signal.removeEventListener("abort", stop);
    },
  };
}
