import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "@threefold/http-server";
import { z } from "zod";

/** Headers by the beginning of the paths that get them. */
export type HeaderRules = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a page may do unless its folder's `headers.json` says otherwise: use what comes from here, and nothing else. */
const STRICT = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const shape = z.record(
  z.string().startsWith("/"),
  z.record(z.string().regex(/^[a-z0-9-]+$/), z.string().regex(/^[\x20-\x7e]*$/)),
);

/**
 * Reads a folder's `headers.json`, if it has one: `{"/playground/": {"content-security-policy": "…"}}`, with header
 * names in lower case.
 * @throws StartError when it cannot be used
 */
export async function readHeaderRules(folder: string): Promise<HeaderRules> {
  const file = join(folder, "headers.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw new StartError(`${file} cannot be read`);
  }
  const rules = shape.safeParse(parse(text));
  if (!rules.success) throw new StartError(`${file} is wrong: expected {"/path": {"header-name": "value"}}`);
  return rules.data;
}

/** The headers of one path: of all rules that it begins with, the longest last, so that it wins. */
export function headersFor(path: string, rules: HeaderRules): Record<string, string> {
  const matching = Object.entries(rules)
    .filter(([start]) => path.startsWith(start))
    .sort(([one], [other]) => one.length - other.length);
  return Object.assign({ ...STRICT }, ...matching.map(([, headers]) => headers));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
