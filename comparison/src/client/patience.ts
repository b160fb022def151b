import { AsyncLocalStorage } from "node:async_hooks";
import { Stopped } from "../stopped.ts";

/** How long requests wait, and what ends them before. */
export interface Patience {
  /** Ends every request that is under way. */
  readonly signal: AbortSignal;
  /** Milliseconds in which something must come of an answer: a server that is silent for longer has none. */
  readonly silenceMs: number;
}

const PATIENT: Patience = { signal: new AbortController().signal, silenceMs: 60_000 };

const patience = new AsyncLocalStorage<Patience>();

/** Does work whose requests, wherever in it they are sent, have this patience. */
export const withPatience = <Result>(own: Partial<Patience>, work: () => Promise<Result>): Promise<Result> =>
  patience.run({ ...currentPatience(), ...own }, work);

export const currentPatience = (): Patience => patience.getStore() ?? PATIENT;

/** What waits for an answer. */
export interface Waiting extends Disposable {
  /** Something came: from now on, silence counts anew. It does not count before the first of these. */
  heard(): void;
}

/**
 * Waits for an answer with the patience of the code that asks.
 * @param name the request, for the message
 * @param end told once, when the run is stopped (`Stopped`), or when nothing came for too long
 */
export function waitFor(name: string, end: (reason: Error) => void): Waiting {
  const { signal, silenceMs } = currentPatience();
  let silence: NodeJS.Timeout | undefined;
  const stop = () => end(new Stopped());
  if (signal.aborted) queueMicrotask(stop);
  else signal.addEventListener("abort", stop, { once: true });
  return {
    heard() {
      silence = silence?.refresh() ?? setTimeout(() => end(silent(name, silenceMs)), silenceMs);
    },
    [Symbol.dispose]() {
      clearTimeout(silence);
      signal.removeEventListener("abort", stop);
    },
  };
}

export const silent = (name: string, silenceMs: number): Error =>
  new Error(`${name}: nothing came for ${silenceMs / 1_000} s`);
