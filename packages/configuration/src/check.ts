import type { z } from "zod";

export type Checked<Output> =
  | { readonly ok: true; readonly content: Output }
  /** A line for each value that is wrong: its name, what is expected there, and what it is. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Holds a value to a schema whose messages say what is expected.
 * @param nameOf how messages name a place in the value, by the keys that lead there
 * @param secret keys under which messages show no value
 */
export function check<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
  nameOf: (keys: readonly PropertyKey[]) => string,
  secret: readonly string[] = [],
): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return { ok: true, content: parsed.data };
  return { ok: false, problems: parsed.error.issues.map((issue) => describe(issue, nameOf, secret)) };
}

/** A value as messages show it. One that may hold credentials, as URLs can, is not shown. */
export function shown(value: unknown): string {
  // Of JSON, NaN would be null.
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (typeof value === "function") return "a function";
  const text = JSON.stringify(value) ?? "nothing";
  return /[:/][^"\s]*@/.test(text) ? "its value" : text;
}

function describe(
  issue: z.core.$ZodIssue,
  nameOf: (keys: readonly PropertyKey[]) => string,
  secret: readonly string[],
): string {
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `${nameOf([...issue.path, key])}: there is no such setting`;
  }
  // Of several forms, the one that the value comes closest to says most.
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const [nearest] = issue.errors.toSorted((one, other) => depthOf(other) - depthOf(one));
    const [inner] = nearest ?? [];
    if (inner !== undefined && inner.path.length > 0) {
      return describe({ ...inner, path: [...issue.path, ...inner.path] }, nameOf, secret);
    }
  }
  const isSecret = issue.input !== undefined && issue.path.some((key) => secret.includes(String(key)));
  return `${nameOf(issue.path)}: expected ${expectedOf(issue)}, not ${isSecret ? "its value" : shown(issue.input)}`;
}

const depthOf = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  return issue.message.replace(/^Invalid input: expected /, "");
}
