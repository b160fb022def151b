import { currentDeadline, runUntil } from "@threefold/database";
import type { ExecutorAnswer } from "@threefold/graphql-http";
import type { HttpServer } from "@threefold/http-server";
import type { FastifyRequest } from "fastify";
import { DomainError } from "./errors.ts";

/** How many milliseconds whoever sends a request still waits: a span, not a time of day, since clocks differ. */
export const DEADLINE_HEADER = "x-deadline-ms";
/** What a timer can wait. */
const MOST_MS = 2 ** 31 - 1;

/** When deadlines pass, in milliseconds of `performance.now()`. */
const ends = new WeakMap<AbortSignal, number>();

/** Milliseconds that are left of the time of the request in whose name the code runs; undefined where nobody set one. */
export function timeLeft(): number | undefined {
  const signal = currentDeadline();
  const end = signal && ends.get(signal);
  return end === undefined ? undefined : Math.max(0, Math.floor(end - performance.now()));
}

/**
 * Gives each request the time that its `x-deadline-ms` says: then its statements end, as `runUntil` has it. Until its answer
 * begins: what is streamed may take as long as it takes.
 */
export function keepDeadlines(app: HttpServer): void {
  const timers = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  app.addHook("preHandler", (request, _reply, done) => {
    const time = timeOf(request.headers[DEADLINE_HEADER]);
    if (time === undefined) return done();
    const controller = new AbortController();
    ends.set(controller.signal, performance.now() + time);
    const end = () => controller.abort(tooLate());
    if (time === 0) end();
    // A caller that is gone when its time is over does not stop the clock: its statements may still run.
    else timers.set(request, setTimeout(end, time).unref());
    // What comes after in the request's way is called from here, and so ends with it.
    runUntil(controller.signal, done);
  });
  app.addHook("onSend", async (request) => clearTimeout(timers.get(request)));
}

/** @throws DomainError GATEWAY_TIMEOUT when the time of the request is over */
export function demandTime(): void {
  if (currentDeadline()?.aborted) throw tooLate();
}

/** What an error means that nobody expected, of a request whose time is over; undefined when there was time. */
export const latenessOf = (cause: unknown): DomainError | undefined =>
  currentDeadline()?.aborted ? tooLate(cause) : undefined;

/** The answer, or 504 as soon as the time of the request is over: nobody would read the answer of what cannot be cancelled. */
export async function inTime(run: () => Promise<ExecutorAnswer>): Promise<ExecutorAnswer> {
  const deadline = currentDeadline();
  if (deadline === undefined) return run();
  if (deadline.aborted) return LATE;
  const { promise, resolve } = Promise.withResolvers<ExecutorAnswer>();
  const end = () => resolve(LATE);
  deadline.addEventListener("abort", end, { once: true });
  try {
    return await Promise.race([run(), promise]);
  } finally {
    deadline.removeEventListener("abort", end);
  }
}

const MESSAGE = "The time for this request is over.";
const tooLate = (cause?: unknown) => new DomainError("GATEWAY_TIMEOUT", MESSAGE, [], { cause });
const LATE: ExecutorAnswer = {
  text: JSON.stringify({ errors: [{ message: MESSAGE, extensions: { code: "GATEWAY_TIMEOUT" } }] }),
  outcome: "refused",
  status: 504,
};

function timeOf(header: string | string[] | undefined): number | undefined {
  return typeof header === "string" && /^\d{1,12}$/.test(header) ? Math.min(Number(header), MOST_MS) : undefined;
}
