export { type ChildLogger, childLogger } from "./child-logger.ts";
export { createLogger, type Logger, type LogLevel } from "./logger.ts";
export { createMetrics, type Metrics, noMetrics } from "./metrics.ts";
