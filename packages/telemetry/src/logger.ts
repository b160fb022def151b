import { type DestinationStream, pino } from "pino";

export type Logger = pino.Logger;
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

export interface LoggerOptions {
  name: string;
  level?: LogLevel;
  /** Where lines go; standard output unless given. */
  destination?: DestinationStream;
}

/** Where a log line could hold a credential. What is there is removed, whoever logs it. */
const HEADERS = ["authorization", "cookie", "set-cookie", "x-api-key", "x-threefold-identity"];
const FIELDS = ["token", "accessToken", "refreshToken", "password", "secret"];
const SECRETS = [
  ...HEADERS.flatMap((name) => [`headers["${name}"]`, `*.headers["${name}"]`]),
  ...FIELDS.flatMap((name) => [name, `*.${name}`]),
];

/** A logger that writes JSON, one line an event. Nothing leaves the process by another way. */
export function createLogger({ name, level = "info", destination }: LoggerOptions): Logger {
  return pino(
    {
      name,
      level,
      redact: { paths: SECRETS, censor: "[removed]" },
      formatters: { level: (label) => ({ level: label }), bindings: ({ name }) => ({ name }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    ...(destination ? [destination] : []),
  );
}
