import type { Plugin } from "vite";

const STRICT = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
};

/** Monaco styles its lines inline, draws its icons with a font in its style sheet, and starts workers. */
const EDITOR = {
  ...STRICT,
  "style-src": "'self' 'unsafe-inline'",
  "font-src": "'self' data:",
  "worker-src": "'self' blob:",
};

/**
 * Writes the Content-Security-Policy into each built page, so that it holds whoever serves the files.
 * @param options.editors pages with a code editor, which needs inline styles and workers; all others get the strict one
 */
export function contentSecurityPolicy(options: { editors: readonly string[] }): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: (_html, { path }) => {
      const policy = Object.entries(options.editors.includes(path) ? EDITOR : STRICT);
      const content = policy.map(([directive, sources]) => `${directive} ${sources}`).join("; ");
      return [{ tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content }, injectTo: "head-prepend" }];
    },
  };
}
