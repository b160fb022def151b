import { expect, test, vi } from "vitest";
import { childLogger } from "./child-logger.ts";
import { createLogger } from "./logger.ts";

function listening(level?: "warn") {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { lines, logger: createLogger({ name: "test", destination, ...(level && { level }) }) };
}

test("a child of a child says in each line what both were given, and no secret", () => {
  const { lines, logger } = listening();
  const log = childLogger(logger, { reqId: "r" }).child({ trace: "t", token: "hunter2" });
  log.info({ ms: 7 }, "request");
  log.error("failed");
  expect(lines).toMatchObject([
    { level: "info", reqId: "r", trace: "t", token: "[removed]", ms: 7, msg: "request" },
    { level: "error", reqId: "r", trace: "t", msg: "failed" },
  ]);
});

test("an error is told as pino tells it, with what the child says", () => {
  const { lines, logger } = listening();
  const log = childLogger(logger, { reqId: "r" });
  log.error(new Error("it broke"));
  log.error({ err: new Error("it broke") }, "unexpected %s", "error");
  expect(lines).toMatchObject([
    { reqId: "r", err: { type: "Error", message: "it broke" }, msg: "it broke" },
    { reqId: "r", err: { type: "Error", message: "it broke" }, msg: "unexpected error" },
  ]);
});

test("no child of pino's is made, and no line is written that nobody wants", () => {
  const { lines, logger } = listening("warn");
  const made = vi.spyOn(logger, "child");
  const log = childLogger(logger, { reqId: "r" });
  log.info("nobody reads this");
  log.warn("this is read");
  expect(made).not.toHaveBeenCalled();
  expect([log.level, lines.length]).toEqual(["warn", 1]);
});
