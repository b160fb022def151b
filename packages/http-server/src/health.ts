import type { FastifyInstance } from "fastify";

/** Says that all is well by resolving (what it resolves to is shown), and what is wrong by throwing. */
export type Check = (signal: AbortSignal) => Promise<unknown>;
/** By name; a function where the parts may change while the process runs. */
export type Checks = Readonly<Record<string, Check>> | (() => Readonly<Record<string, Check>>);

export interface ReadyReport {
  status: "ready" | "not ready" | "draining";
  checks: Record<string, { status: "up" | "down"; detail?: unknown }>;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * `/health/live` answers 200 as long as the process can answer at all. `/health/ready` answers 200 when every check
 * passes and 503 otherwise, or while the process drains, with the state of each part.
 * @param observed parts whose state is told too, and that do not count
 */
export function addHealth(app: FastifyInstance, checks: Checks, observed: Checks): void {
  let draining = false;
  app.addHook("preClose", async () => {
    draining = true;
  });
  app.get("/health/live", async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "live" };
  });
  app.get("/health/ready", async (_request, reply) => {
    const [needed, others] = await Promise.all([inspect(checks), inspect(observed)]);
    const isWell = Object.values(needed).every(({ status }) => status === "up");
    const report: ReadyReport = {
      status: draining ? "draining" : isWell ? "ready" : "not ready",
      checks: { ...needed, ...others },
    };
    reply.header("cache-control", "no-store").code(report.status === "ready" ? 200 : 503);
    return report;
  });
}

async function inspect(checks: Checks): Promise<ReadyReport["checks"]> {
  const results = await Promise.all(
    Object.entries(typeof checks === "function" ? checks() : checks).map(async ([name, check]) => {
      try {
        const detail = await inTime(check);
        return [name, { status: "up" as const, ...(detail === undefined ? {} : { detail }) }] as const;
      } catch (error) {
        return [
          name,
          { status: "down" as const, detail: error instanceof Error ? error.message : String(error) },
        ] as const;
      }
    }),
  );
  return Object.fromEntries(results);
}

/** A database that has fallen silent is answered for in time as well. */
function inTime(check: Check): Promise<unknown> {
  const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(new Error(`no answer in ${CHECK_TIMEOUT_MS} ms`)), { once: true });
  return Promise.race([check(signal), promise]);
}
