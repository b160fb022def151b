/** How long requests wait, and what ends them before. */
interface Patience {
  /** Ends every request that is under way. */
  readonly signal: AbortSignal;
  /** Milliseconds in which something must come of an answer: a server that is silent for longer has none. */
  readonly silenceMs: number;
  /** Milliseconds that somebody else's module has to load, and to draw a screen once. */
  readonly drawingMs: number;
}

/** A program has one: whoever stops it stops all that it asks. */
let patience: Patience = { signal: new AbortController().signal, silenceMs: 60_000, drawingMs: 10_000 };

export const currentPatience = (): Patience => patience;

/** Does work whose requests have this patience, and so have all others until it is done. */
export async function withPatience<Result>(own: Partial<Patience>, work: () => Promise<Result>): Promise<Result> {
  const before = patience;
  patience = { ...before, ...own };
  try {
    return await work();
  } finally {
    patience = before;
  }
}

/** What is told of a request to which nothing came. */
export const silent = (request: string, { silenceMs }: Patience): Error =>
  new Error(`${request}: nothing came for ${silenceMs / 1_000} s`);
