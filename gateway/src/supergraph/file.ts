import { on } from "node:events";
import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidSupergraphError } from "@threefold/federation";
import type { SupergraphSource } from "./source.ts";

/**
 * A supergraph in a file, which is watched.
 * @param file its path, or its URL as `new URL("supergraph.graphql", import.meta.url)` makes it
 * @throws TypeError for what is neither
 */
export function fileSource(file: string | URL): SupergraphSource {
  const path = typeof file === "string" ? file : fileURLToPath(file);
  return {
    name: path,
    async read() {
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
        const message = missing ? `there is no file ${path}` : `${path} cannot be read`;
        throw new InvalidSupergraphError(message, { cause: error });
      }
    },
    follow: (changed, signal) => watchFile(path, changed, signal),
  };
}

/** Kubernetes replaces the files of a mounted volume by changing where this link points. */
const VOLUME_LINK = "..data";

/**
 * Calls `changed` whenever a file may have changed, one call after the other, until the signal ends it: first of all
 * once it is watched, since it may have changed after it was read. The folder is watched, since editors and compilers put
 * a new file in the place of the old one.
 */
async function watchFile(path: string, changed: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const names = [null, basename(path), VOLUME_LINK];
  try {
    const changes = on(watch(dirname(path), { signal }), "change", { signal });
    await changed();
    for await (const [, filename] of changes) {
      if (names.includes(filename)) await changed();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
