import { watch } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.ts";

const IGNORED = /(^|[\\/])(node_modules|generated|dist|testing|\.turbo)([\\/]|$)|\.test\.ts$/;
/** What editors write beside a file while they save it is none of these. */
const SOURCE = /\.(ts|js|json|graphql)$/;

/**
 * Calls back when files below a folder have changed, once for changes that come together (an editor's save, a checkout).
 * The callback ends before it is called again. Returns when the signal aborts.
 */
export async function onChange(
  folder: string,
  signal: AbortSignal,
  changed: (files: readonly string[]) => Promise<void>,
): Promise<void> {
  let files = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const deliver = () => {
    const batch = [...files];
    files = new Set();
    turn = turn.then(() => changed(batch)).catch((error: Error) => console.error(error.message));
  };
  try {
    for await (const { filename } of watch(join(root, folder), { recursive: true, signal })) {
      if (filename === null || IGNORED.test(filename) || !SOURCE.test(filename)) continue;
      files.add(filename);
      clearTimeout(timer);
      timer = setTimeout(deliver, 150);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    await turn;
  }
}
