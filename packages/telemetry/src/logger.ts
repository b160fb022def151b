import { pino } from "pino";

export type Logger = pino.Logger;
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

/** Where a log line could hold a credential. What is there is removed, whoever logs it. */
const SECRETS = [
  "headers.authorization",
  "headers.cookie",
  'headers["x-api-key"]',
  "token",
  "password",
  "*.token",
  "*.password",
];

/** A logger that writes JSON, one line an event, to standard output. Nothing leaves the process by another way. */
export function createLogger(options: { name: string; level?: LogLevel }): Logger {
  return pino({
    name: options.name,
    level: options.level ?? "info",
    redact: { paths: SECRETS, censor: "[removed]" },
    formatters: { level: (label) => ({ level: label }), bindings: ({ name }) => ({ name }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
