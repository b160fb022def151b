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
 */
export function addHealth(app: FastifyInstance, checks: Checks): void {
  let draining = false;
  app.addHook("preClose", async () => {
    draining = true;
  });
  app.get("/health/live", async (_request, reply) => {
    reply.header("cache-control", "no-store");
    return { status: "live" };
  });
  app.get("/health/ready", async (_request, reply) => {
    const report = await inspect(checks, draining);
    reply.header("cache-control", "no-store").code(report.status === "ready" ? 200 : 503);
    return report;
  });
}

async function inspect(checks: Checks, draining: boolean): Promise<ReadyReport> {
  const results = await Promise.all(
    Object.entries(typeof checks === "function" ? checks() : checks).map(async ([name, check]) => {
      try {
        const detail = await check(AbortSignal.timeout(CHECK_TIMEOUT_MS));
        return [name, { status: "up" as const, ...(detail === undefined ? {} : { detail }) }] as const;
      } catch (error) {
        return [
          name,
          { status: "down" as const, detail: error instanceof Error ? error.message : String(error) },
        ] as const;
      }
    }),
  );
  const well = results.every(([, result]) => result.status === "up");
  return { status: draining ? "draining" : well ? "ready" : "not ready", checks: Object.fromEntries(results) };
}
