import { watch } from "node:fs/promises";
import { basename, dirname } from "node:path";

/**
 * Calls `changed` whenever a file may have changed, one call after the other, until the signal ends it. The folder is
 * watched, since editors and compilers put a new file in the place of the old one.
 */
export async function watchFile(path: string, changed: () => Promise<void>, signal: AbortSignal): Promise<void> {
  try {
    for await (const { filename } of watch(dirname(path), { signal })) {
      if (filename === null || filename === basename(path)) await changed();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
