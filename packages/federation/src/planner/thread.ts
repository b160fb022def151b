import { Worker } from "node:worker_threads";
import type { PlanError, PlannerOptions, PlanResult, QueryPlanner } from "./planner.ts";

export interface PlannerData {
  readonly sdl: string;
  readonly options: PlannerOptions;
}

export interface PlanRequest {
  readonly id: number;
  readonly document: string;
  readonly operationName: string | undefined;
  readonly labels: readonly string[];
}

export interface PlanAnswer {
  readonly id: number;
  /** A PlanResult, as JSON text. */
  readonly result: string;
}

export interface ThreadOptions extends PlannerOptions {
  /** How long one operation may take to plan before the planner is started anew, in milliseconds. */
  readonly timeoutMs?: number;
  /** How many operations may be planned or wait for it at a time: they hold their documents. */
  readonly maxWaiting?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_WAITING = 200;

/**
 * A planner in a thread of its own, so that planning never holds up requests. Requests for one document that arrive
 * while it is planned share one plan. When the thread dies, or one operation takes longer than `timeoutMs`, the plans
 * on their way become errors with the code `PLANNING_FAILED`, and the next request starts another thread. What is asked for
 * while `maxWaiting` others wait is an error at once, with the code `SERVICE_UNAVAILABLE`.
 * @param sdl a supergraph that `readSupergraph` has found valid
 */
export function createPlanner(sdl: string, options: ThreadOptions = {}): QueryPlanner {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxWaiting = DEFAULT_MAX_WAITING, ...plannerOptions } = options;
  const pending = new Map<string, Promise<PlanResult>>();
  let thread: PlannerThread | undefined;
  let closed = false;
  const start = (): PlannerThread => {
    const started = new PlannerThread({ sdl, options: plannerOptions }, timeoutMs, () => {
      if (thread === started) thread = undefined;
    });
    return started;
  };
  return {
    plan(document, operationName, labels = []) {
      if (closed) return Promise.resolve(failed("the planner is closed"));
      const key = JSON.stringify([operationName, labels, document]);
      let promise = pending.get(key);
      if (promise === undefined) {
        if (pending.size >= maxWaiting) return Promise.resolve(BUSY);
        thread ??= start();
        promise = thread.plan({ document, operationName, labels }).finally(() => pending.delete(key));
        pending.set(key, promise);
      }
      return promise;
    },
    async close() {
      closed = true;
      await thread?.end("the planner is closed");
    },
  };
}

const failed = (message: string): PlanResult => ({
  kind: "error",
  error: { message, code: "PLANNING_FAILED" } satisfies PlanError,
});

const BUSY: PlanResult = {
  kind: "error",
  error: {
    message: "As many operations wait to be planned as may: try again later.",
    code: "SERVICE_UNAVAILABLE",
  } satisfies PlanError,
};

/** One worker, from its start to its end. */
class PlannerThread {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  readonly #onEnd: () => void;
  readonly #waiting = new Map<number, (result: PlanResult) => void>();
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(workerData: PlannerData, timeoutMs: number, onEnd: () => void) {
    this.#timeoutMs = timeoutMs;
    this.#onEnd = onEnd;
    this.#worker = new Worker(workerEntry(), { workerData, name: "query-planner" });
    this.#worker.unref();
    this.#worker.on("message", (answer: PlanAnswer) => this.#settle(answer));
    this.#worker.on("error", (error) => this.end(`the planner failed: ${error.message}`));
    this.#worker.on("exit", () => this.end("the planner ended"));
  }

  plan(asked: Omit<PlanRequest, "id">): Promise<PlanResult> {
    const id = ++this.#lastId;
    const request: PlanRequest = { id, ...asked };
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.ref();
      this.#worker.postMessage(request);
      if (this.#timer === undefined) this.#watch();
    });
  }

  async end(reason: string): Promise<void> {
    clearTimeout(this.#timer);
    this.#onEnd();
    for (const resolve of this.#waiting.values()) resolve(failed(reason));
    this.#waiting.clear();
    await this.#worker.terminate();
  }

  #settle({ id, result }: PlanAnswer): void {
    const resolve = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.size > 0) this.#watch();
    else this.#worker.unref();
    resolve?.(JSON.parse(result) as PlanResult);
  }

  /** The worker plans one operation at a time: it is stuck when no answer at all comes for so long. */
  #watch(): void {
    this.#timer = setTimeout(() => this.end(`planning took longer than ${this.#timeoutMs} ms`), this.#timeoutMs);
    this.#timer.unref();
  }
}

/** Beside this file, and of its kind: TypeScript in a checkout, JavaScript in a package that was built. */
const workerEntry = (): URL =>
  import.meta.url.endsWith(".ts") ? new URL("./worker.ts", import.meta.url) : new URL("./worker.js", import.meta.url);
