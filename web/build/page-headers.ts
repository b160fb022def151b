import type { Plugin } from "vite";

/** What a page may do: use what comes from its own address, and nothing else. */
const STRICT = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

/** Monaco styles its lines inline, draws its icons with a font, and starts workers. */
const EDITOR = {
  ...STRICT,
  "style-src": "'self' 'unsafe-inline'",
  "font-src": "'self' data:",
  "worker-src": "'self' blob:",
};

/**
 * Writes `headers.json`, by which the gateway adds headers to what it serves: a Content-Security-Policy for each path.
 * @param options.editors beginnings of the paths of pages with a code editor; all others get the strict policy
 */
export function pageHeaders(options: { editors: readonly string[] }): Plugin {
  const rules = { "/": headers(STRICT), ...Object.fromEntries(options.editors.map((path) => [path, headers(EDITOR)])) };
  return {
    name: "page-headers",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "headers.json", source: `${JSON.stringify(rules, null, 2)}\n` });
    },
  };
}

const headers = (policy: Readonly<Record<string, string>>) => ({
  "content-security-policy": Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; "),
});
