import { execFile } from "node:child_process";
import { dirname, relative } from "node:path";
import { promisify } from "node:util";
import type { ReadFile } from "@threefold/federation";
import { CannotCheck } from "../failure.ts";

const run = promisify(execFile);

/** A git repository, as far as the check asks it. */
export interface Repository {
  readonly root: string;
  /** The commit that a name stands for, or undefined. */
  resolve(name: string): Promise<string | undefined>;
  /** Reads files as they were in a commit. */
  readAt(commit: string): ReadFile;
  /** What a change is compared with unless somebody says: where its branch left the main one, or the commit before. */
  defaultBase(): Promise<string>;
}

/** The repository that a file lies in; undefined when it lies in none. */
export async function findRepository(file: string): Promise<Repository | undefined> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run("git", args, { cwd: dirname(file), maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  };
  const ask = async (...args: string[]) => {
    try {
      return (await git(...args)).trim() || undefined;
    } catch {
      return undefined;
    }
  };
  const root = await ask("rev-parse", "--show-toplevel");
  if (root === undefined) return undefined;
  const resolve = (name: string) => ask("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  const isShallow = async () => (await ask("rev-parse", "--is-shallow-repository")) === "true";
  return {
    root,
    resolve,
    readAt: (commit) => async (path) => {
      const inside = relative(root, path).replaceAll("\\", "/");
      try {
        return await git("show", `${commit}:${inside}`);
      } catch (error) {
        throw Object.assign(new Error(`${inside} is not in ${commit}`, { cause: error }), { code: "ENOENT" });
      }
    },
    async defaultBase() {
      const head = await resolve("HEAD");
      const main = await mainBranch(resolve);
      const parting = main && head ? await ask("merge-base", main, head) : undefined;
      const base = parting === head ? await resolve("HEAD^") : parting;
      if (base !== undefined) return base;
      const deeper = (await isShallow())
        ? "this clone is shallow: run `git fetch --unshallow`, or check out with fetch-depth: 0"
        : "there is no main branch to compare with, and no commit before this one: name one with --base";
      throw new CannotCheck(`there is nothing to compare with: ${deeper}`);
    },
  };
}

async function mainBranch(resolve: Repository["resolve"]): Promise<string | undefined> {
  for (const name of ["origin/HEAD", "origin/main", "origin/master", "main", "master"]) {
    const commit = await resolve(name);
    if (commit !== undefined) return commit;
  }
  return undefined;
}
