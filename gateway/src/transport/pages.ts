import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { headersFor, readHeaderRules } from "./page-headers.ts";

/** Vite's name for a file whose content its name tells: such a file never changes. */
const HASHED = /\/assets\/[^?]*-[\w-]{8}\.\w+$/;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Serves the files of a folder, with `index.html` for folders. Beside a file there may be the same compressed, with `.br` or
 * `.gz` at its name's end: who takes that gets it. A file `headers.json` is not served: it holds further headers by path.
 * @throws StartError when the folder or its `headers.json` cannot be used
 */
export async function addPages(app: FastifyInstance, folder: string): Promise<void> {
  const rules = await readHeaderRules(folder);
  await app.register(fastifyStatic, {
    root: folder,
    redirect: true,
    dotfiles: "ignore",
    cacheControl: false,
    preCompressed: true,
    allowedPath: (path) => !/^\/headers\.json(?:\.|$)/.test(path),
    setHeaders: (reply) => {
      const path = reply.request.url.split("?", 1)[0] ?? "/";
      const caching = HASHED.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache";
      reply.headers({ "cache-control": caching, ...headersFor(path, rules) });
    },
  });
}
