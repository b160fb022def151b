import { z } from "zod";
import { shown } from "./check.ts";
import { ConfigurationError } from "./configuration-error.ts";

export { check } from "./check.ts";
export { optionsOrEnd } from "./options-or-end.ts";
export { readYamlFile, type YamlFile } from "./yaml-file.ts";
export { ConfigurationError };

/** A TCP port, from 0 (any free one) to 65535. */
export const port = z.coerce.number({ error: "a port, from 0 to 65535" }).int().min(0).max(65535);

/** A URL with one of the given schemes, for example `["http:", "https:"]`. */
export const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

/**
 * Where a PostgreSQL database is, as PostgreSQL's own programs take it. One without a host (`postgresql://me@/shop?host=/run/postgresql`,
 * where `host` is the folder of the server's socket) is no URL by the WHATWG's standard: it is given the host `localhost`,
 * which a `host` after the question mark goes before.
 */
export const databaseUrl = z
  .string()
  .transform((text) => text.replace(/^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)(?=[:/?#]|$)/, "$1localhost"))
  .pipe(url("postgresql:", "postgres:"));

/** `on` or `off` (also `true`/`false`, `1`/`0`). */
export const flag = z.stringbool({ truthy: ["on", "true", "1"], falsy: ["off", "false", "0"], error: "on or off" });

/** A whole number within bounds. */
export const integer = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .refine((n) => Number.isInteger(n) && n >= min && n <= max, { error: `a whole number from ${min} to ${max}` });

/** Text with commas between its parts, as a list; empty parts are left out. */
export const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** Origins as browsers write them, for example `http://127.0.0.1:4000`, with commas between them. */
export const origins = list.refine((all) => all.every((text) => URL.canParse(text) && new URL(text).origin === text), {
  error: "origins such as http://127.0.0.1:4000, with commas between them",
});

/** Production unless a development mode was asked for by name: nothing that only developers need is on by itself. */
export const mode = z.enum(["production", "development"]).default("production");

/**
 * Reads variables (of the environment, or a file's keys) by a schema whose keys are the variables' names.
 * An empty variable counts as absent.
 * @throws ConfigurationError with a line for each wrong or missing value
 */
export function readConfiguration<Schema extends z.ZodObject>(
  schema: Schema,
  source: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const known = Object.keys(schema.shape).filter((name) => source[name] !== undefined && source[name] !== "");
  const result = schema.safeParse(Object.fromEntries(known.map((name) => [name, source[name]])));
  if (result.success) return result.data;
  throw new ConfigurationError(result.error.issues.map((issue) => describe(issue, source)));
}

/** One line for one wrong value. Values of secrets (names that say so) are not repeated. */
function describe(issue: z.core.$ZodIssue, source: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0] ?? "configuration");
  const value = source[name];
  if (value === undefined || value === "") return `${name} is not set: expected ${expected(issue)}`;
  const isSecret = /PASSWORD|SECRET|KEY|TOKEN|DATABASE_URL/.test(name);
  return `${name} is wrong: expected ${expected(issue)}, not ${isSecret ? "its value" : shown(value)}`;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  return issue.message.replace(/^Invalid input: expected /, "a value of type ").replace(/, received .*$/, "");
}
