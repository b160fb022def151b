import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes some files: each beside its place first, and only when all are there, each into it, in the order in which they are given. What
 * cannot be written leaves all as it was. Whoever is killed between two renames, or cannot make one, leaves the later files as they
 * were: so the last is of this run only if all are, and is to be the one by which the others are looked at.
 * @param files their paths and texts
 * @throws Error of the file system
 */
export function writeTogether(files: readonly (readonly [path: string, text: string])[]): void {
  const beside = files.map(([path, text]) => ({ path, text, written: `${path}.new` }));
  try {
    for (const { text, written } of beside) writeFileSync(written, text);
    for (const { path, written } of beside) renameSync(written, path);
  } finally {
    for (const { written } of beside) rmSync(written, { force: true });
  }
}
