import { type Exchange, PENDING } from "./exchange.ts";

/** Where a body that an adapter got, or a piece of it, stands in which answer. */
export interface Origin {
  readonly exchange: number;
  /** Its way in the answer. */
  readonly keys: readonly string[];
  /** Of a piece of a body that came in parts: its way in the body, and in which part it came. */
  readonly at?: readonly string[];
  readonly part?: number;
}

/** What was said to come to a screen, and where in it the bodies stand that were given. */
export interface Said {
  readonly exchanges: readonly Exchange[];
  /** None for what no answer gave. */
  origins(body: object): readonly Origin[];
}

/** As many requests were sent as should be. */
export class EnoughError extends Error {
  override readonly name = "EnoughError";
}

/** An answer that is a failure: the whole of it, or parts that a graph could not have. */
export class FailedAnswer extends Error {
  override readonly name = "FailedAnswer";
  readonly text: string;
  constructor(message: string, text: string) {
    super(message);
    this.text = text;
  }
}

/** Requests that wait for one another, beside others that wait for other answers. */
export interface Line {
  /** How many were answered one after another. */
  answered: number;
  /** Goes on when all that is beside it was answered. */
  readonly outer?: Line;
}

/** All that is said, as it is said. */
export interface Transcript extends Said {
  /** Takes a place for an exchange when it is sent, so that the order does not depend on which answer is first. */
  take(): number;
  finish(line: Line, at: number, exchange: Exchange): void;
  /** Notes that a request was answered, also one whose answer goes on: what is sent from now on had to wait for it. */
  answered(line: Line, depth: number): void;
  /** Notes where a body stands, and gives it. */
  note(body: unknown, origins: readonly Origin[]): unknown;
}

/** @param most how many requests there may be: one more is an `EnoughError` */
export function startTranscript(most: number): Transcript {
  const exchanges: Exchange[] = [];
  const known = new WeakMap<object, readonly Origin[]>();
  const answered = (line: Line, depth: number) => {
    for (let each: Line | undefined = line; each; each = each.outer) each.answered = Math.max(each.answered, depth);
  };
  return {
    exchanges,
    origins: (body) => known.get(body) ?? [],
    take() {
      if (exchanges.length >= most) throw new EnoughError(`${most} requests were sent`);
      return exchanges.push(PENDING) - 1;
    },
    finish(line, at, exchange) {
      answered(line, exchange.depth);
      exchanges[at] = exchange;
    },
    answered,
    note(body, origins) {
      if (typeof body === "object" && body !== null) known.set(body, origins);
      return body;
    },
  };
}
