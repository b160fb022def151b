import { execFile } from "node:child_process";
import { dirname, relative } from "node:path";
import { promisify } from "node:util";
import type { ReadFile } from "@threefold/federation";
import { CannotCheck } from "../failure.ts";
import { readFromCommit } from "./tree.ts";

const run = promisify(execFile);

/** A git repository, as far as the check asks it. */
export interface Repository {
  readonly root: string;
  /** The commit that a name stands for, or undefined. */
  resolve(name: string): Promise<string | undefined>;
  /** What may be missing here, and how to fetch it; undefined for a whole clone. */
  shallowness(): Promise<string | undefined>;
  /** Reads files as they were in a commit. */
  readAt(commit: string): ReadFile;
  /** What a change is compared with unless somebody says: where its branch left the main one, or the commit before. */
  defaultBase(): Promise<string>;
}

/** The repository that a file lies in, or why git knows of none. */
export async function findRepository(file: string): Promise<Repository | { readonly problem: string }> {
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
  const top = await git("rev-parse", "--show-toplevel").catch((error: unknown) => ({ problem: problemOf(error) }));
  if (typeof top !== "string") return top;
  const root = top.trim();
  const commit = (name: string) => ask("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  // Who checks out one branch has the others as those of the remote alone.
  const resolve = async (name: string) =>
    (await commit(name)) ?? (isBranchName(name) ? await commit(`origin/${name}`) : undefined);
  const shallowness = async () =>
    (await ask("rev-parse", "--is-shallow-repository")) === "true"
      ? "this clone is shallow: run `git fetch --unshallow`, or check out with fetch-depth: 0"
      : undefined;
  return {
    root,
    resolve,
    shallowness,
    readAt: (commit) => (path) => readFromCommit(git, commit, relative(root, path).replaceAll("\\", "/")),
    async defaultBase() {
      const head = await commit("HEAD");
      const main = await mainBranch(commit);
      const parting = main && head ? await ask("merge-base", main, head) : undefined;
      const base = parting === head ? await commit("HEAD^") : parting;
      if (base !== undefined) return base;
      const deeper = (await shallowness()) ?? "there is no main branch and no commit before this one: pass --base";
      throw new CannotCheck(`there is nothing to compare with: ${deeper}`);
    },
  };
}

/** No expression, as `HEAD~1` is, and no commit. */
const isBranchName = (name: string) => /^[\w./-]+$/.test(name) && !/^HEAD$|^[0-9a-f]{40}$/.test(name);

async function mainBranch(resolve: Repository["resolve"]): Promise<string | undefined> {
  for (const name of ["origin/HEAD", "origin/main", "origin/master", "main", "master"]) {
    const commit = await resolve(name);
    if (commit !== undefined) return commit;
  }
  return undefined;
}

/** Git's own words, where it is there and has some: it also refuses folders of others, which says how to trust them. */
function problemOf(error: unknown): string {
  const { code, stderr = "" } = error as { code?: unknown; stderr?: string };
  if (code === "ENOENT") return "git is not installed here";
  if (/not a git repository/.test(stderr)) return "this is not a git repository";
  return stderr.trim().replaceAll(/\s*\n\s*/g, " ") || "git cannot be asked here";
}
