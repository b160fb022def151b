import type { Bindings, ChildLoggerOptions, LogFn } from "pino";
import type { Logger, LogLevel } from "./logger.ts";

/** What code logs with: the part of pino's logger that Fastify knows too. */
export type ChildLogger = Pick<Logger, Exclude<LogLevel, "silent"> | "silent" | "level"> & {
  child(bindings: Bindings, options?: ChildLoggerOptions): ChildLogger;
};

/**
 * A logger that says more in each of its lines, by adding it to the line itself: requests write one or two, and pino
 * looks for secrets in the bindings of every child that it makes.
 */
export const childLogger = (logger: Logger, bindings: Bindings): ChildLogger => new LeanChild(logger, bindings);

class LeanChild implements ChildLogger {
  readonly #parent: Logger;
  readonly #own: Bindings;
  readonly #above: LeanChild | undefined;

  constructor(parent: Logger, bindings: Bindings, above?: LeanChild) {
    this.#parent = parent;
    this.#own = bindings;
    this.#above = above;
  }

  /** Put together for what is written: most requests write one line. */
  get #bindings(): Bindings {
    return this.#above === undefined ? this.#own : { ...this.#above.#bindings, ...this.#own };
  }

  get level(): string {
    return this.#parent.level;
  }

  #write(level: Exclude<LogLevel, "silent">, line: Parameters<LogFn>): void {
    const { levels, levelVal } = this.#parent;
    if ((levels.values[level] ?? 0) < levelVal) return;
    const [event, ...rest]: readonly unknown[] = line;
    const write = this.#parent[level].bind(this.#parent) as (...line: readonly unknown[]) => void;
    if (event instanceof Error)
      write({ ...this.#bindings, err: event }, ...(rest.length === 0 ? [event.message] : rest));
    else if (typeof event === "object") write({ ...this.#bindings, ...event }, ...rest);
    else write(this.#bindings, event, ...rest);
  }

  fatal(...line: Parameters<LogFn>): void {
    this.#write("fatal", line);
  }
  error(...line: Parameters<LogFn>): void {
    this.#write("error", line);
  }
  warn(...line: Parameters<LogFn>): void {
    this.#write("warn", line);
  }
  info(...line: Parameters<LogFn>): void {
    this.#write("info", line);
  }
  debug(...line: Parameters<LogFn>): void {
    this.#write("debug", line);
  }
  trace(...line: Parameters<LogFn>): void {
    this.#write("trace", line);
  }
  silent(): void {}

  child(bindings: Bindings, options: ChildLoggerOptions = {}): ChildLogger {
    if (Object.keys(options).length > 0) return this.#parent.child({ ...this.#bindings, ...bindings }, options);
    return new LeanChild(this.#parent, bindings, this);
  }
}
