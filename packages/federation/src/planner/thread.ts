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
  /** Whether what is deferred is planned apart. */
  readonly defers: boolean;
}

/** What a worker says when its planner is built. */
export const READY = "ready";

export interface PlanAnswer {
  readonly id: number;
  /** A PlanResult, as JSON text. */
  readonly result: string;
}

export interface ThreadOptions extends PlannerOptions {
  /** How long one operation may take to plan before the planner is started anew, in milliseconds. */
  readonly timeoutMs?: number;
  /** How long it may take with what it defers planned apart: then it is planned without. Never longer than `timeoutMs`. */
  readonly deferTimeoutMs?: number;
  /** How many operations may be planned or wait for it at a time: they hold their documents. */
  readonly maxWaiting?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** Apollo's planner comes to no end on some small operations in which the same is deferred twice. */
const DEFAULT_DEFER_TIMEOUT_MS = 5_000;
const DEFAULT_MAX_WAITING = 200;

/**
 * A planner in a thread of its own, so that planning never holds up requests. Requests for one document that arrive
 * while it is planned share one plan. When one operation takes longer than `timeoutMs`, its plan becomes an error with the code
 * `PLANNING_FAILED`, and what waits behind it is planned by another thread; when the thread dies, so does what waits. What is asked
 * for while `maxWaiting` others wait is an error at once, with the code `SERVICE_UNAVAILABLE`.
 * @param sdl a supergraph that `readSupergraph` has found valid
 */
export function createPlanner(sdl: string, options: ThreadOptions = {}): QueryPlanner {
  const {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    deferTimeoutMs = DEFAULT_DEFER_TIMEOUT_MS,
    maxWaiting = DEFAULT_MAX_WAITING,
    ...plannerOptions
  } = options;
  const times = { timeoutMs, deferTimeoutMs: Math.min(deferTimeoutMs, timeoutMs) };
  const pending = new Map<string, Promise<PlanResult>>();
  const thread = new PlannerThread({ sdl, options: plannerOptions }, times);
  let closed = false;
  return {
    plan(document, operationName, labels = []) {
      if (closed) return Promise.resolve(failed("the planner is closed"));
      const key = JSON.stringify([operationName, labels, document]);
      let promise = pending.get(key);
      if (promise === undefined) {
        if (pending.size >= maxWaiting) return Promise.resolve(BUSY);
        promise = thread.plan({ document, operationName, labels }).finally(() => pending.delete(key));
        pending.set(key, promise);
      }
      return promise;
    },
    async close() {
      closed = true;
      await thread.end("the planner is closed");
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

type Times = Required<Pick<ThreadOptions, "timeoutMs" | "deferTimeoutMs">>;

/** What is to be planned, and who waits for it. */
interface Waiting {
  readonly request: PlanRequest;
  readonly resolve: (result: PlanResult) => void;
}

/** Workers, one after another: there is one while something is asked for. */
class PlannerThread {
  readonly #workerData: PlannerData;
  readonly #times: Times;
  /** In the order in which they are planned. */
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  /** Whether its planner is built, which takes long for a large supergraph. */
  #isReady = false;
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(workerData: PlannerData, times: Times) {
    this.#workerData = workerData;
    this.#times = times;
  }

  plan(asked: Pick<PlanRequest, "document" | "operationName" | "labels">): Promise<PlanResult> {
    const request: PlanRequest = { id: ++this.#lastId, defers: true, ...asked };
    return new Promise((resolve) => {
      this.#waiting.set(request.id, { request, resolve });
      this.#ask(request);
      if (this.#timer === undefined) this.#watch();
    });
  }

  /** Ends the worker, and what waits with it. */
  async end(reason: string): Promise<void> {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    const ended = this.#stop();
    for (const { resolve } of waiting) resolve(failed(reason));
    await ended;
  }

  #ask(request: PlanRequest): void {
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = new Worker(workerEntry(), { workerData: this.#workerData, name: "query-planner" });
    // One that was stopped says nothing that counts any more.
    const whileHere = (reason: string) => {
      if (this.#worker === worker) void this.end(reason);
    };
    worker.on("message", (message: PlanAnswer | typeof READY) => {
      if (this.#worker !== worker) return;
      if (message !== READY) return this.#settle(message);
      this.#isReady = true;
      this.#watch();
    });
    worker.on("error", (error) => whileHere(`the planner failed: ${error.message}`));
    worker.on("exit", () => whileHere("the planner ended"));
    worker.unref();
    return worker;
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#isReady = false;
    await worker?.terminate();
  }

  #settle({ id, result }: PlanAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#watch();
    if (this.#waiting.size === 0) this.#worker?.unref();
    waiting?.resolve(JSON.parse(result) as PlanResult);
  }

  /** The worker plans one operation at a time, in their order: the first that waits is stuck when no answer comes for so long. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [first] = this.#waiting.values();
    if (first === undefined) return;
    const { request } = first;
    const mayDoWithout = this.#isReady && request.defers && this.#mayDefer(request);
    const { timeoutMs, deferTimeoutMs } = this.#times;
    const time = mayDoWithout ? deferTimeoutMs : timeoutMs;
    this.#timer = setTimeout(() => {
      if (mayDoWithout) {
        this.#waiting.set(request.id, { ...first, request: { ...request, defers: false } });
      } else {
        this.#waiting.delete(request.id);
        first.resolve(failed(`planning took longer than ${time} ms`));
      }
      void this.#stop();
      for (const { request: next } of this.#waiting.values()) this.#ask(next);
      this.#watch();
    }, time);
    this.#timer.unref();
  }

  #mayDefer({ document }: PlanRequest): boolean {
    return this.#workerData.options.incrementalDelivery === true && document.includes("@defer");
  }
}

/** Beside this file, and of its kind: TypeScript in a checkout, JavaScript in a package that was built. */
const workerEntry = (): URL =>
  import.meta.url.endsWith(".ts") ? new URL("./worker.ts", import.meta.url) : new URL("./worker.js", import.meta.url);
