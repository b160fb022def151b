import type { Bindings, ChildLoggerOptions, LogFn } from "pino";
import type { Logger, LogLevel } from "./logger.ts";

/** What code logs with: the part of pino's logger that Fastify knows too. */
export type ChildLogger = Pick<Logger, Exclude<LogLevel, "silent"> | "silent" | "level"> & {
  child(bindings: Bindings, options?: ChildLoggerOptions): ChildLogger;
};

/**
 * A logger that says more in each of its lines. It is made with its first line: most requests write one or none, and
 * pino looks for secrets in the bindings of every child that it makes.
 */
export const childLogger = (logger: Logger, bindings: Bindings): ChildLogger => new LazyChild(logger, bindings);

class LazyChild implements ChildLogger {
  readonly #parent: Logger;
  readonly #bindings: Bindings;
  #made: Logger | undefined;

  constructor(parent: Logger, bindings: Bindings) {
    this.#parent = parent;
    this.#bindings = bindings;
  }

  get level(): string {
    return this.#parent.level;
  }

  get #logger(): Logger {
    this.#made ??= this.#parent.child(this.#bindings);
    return this.#made;
  }

  /** What a level writes with: nothing is made for one that is off. */
  #at(level: LogLevel): LogFn {
    const { levels, levelVal } = this.#parent;
    return (levels.values[level] ?? Number.POSITIVE_INFINITY) < levelVal
      ? nothing
      : this.#logger[level].bind(this.#logger);
  }

  get fatal(): LogFn {
    return this.#at("fatal");
  }
  get error(): LogFn {
    return this.#at("error");
  }
  get warn(): LogFn {
    return this.#at("warn");
  }
  get info(): LogFn {
    return this.#at("info");
  }
  get debug(): LogFn {
    return this.#at("debug");
  }
  get trace(): LogFn {
    return this.#at("trace");
  }
  readonly silent: LogFn = nothing;

  child(bindings: Bindings, options?: ChildLoggerOptions): ChildLogger {
    if (options !== undefined && Object.keys(options).length > 0) return this.#logger.child(bindings, options);
    return new LazyChild(this.#parent, { ...this.#bindings, ...bindings });
  }
}

function nothing(): void {}
