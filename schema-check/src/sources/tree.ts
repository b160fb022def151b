import { posix } from "node:path";

/** Runs git in a repository, and gives what it prints. */
export type Git = (...args: string[]) => Promise<string>;

/** As many as Linux follows. */
const MOST_LINKS = 40;
const LINK = "120000";
const SUBMODULE = "160000";
const FOLDER = "040000";

interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly path: string;
}

/**
 * The text of a file as a commit has it, through symbolic links inside the repository.
 * @param path from the repository's root on
 * @throws Error with the code ENOENT where there is no such file, and without one saying why what is there cannot be read
 */
export async function readFromCommit(git: Git, commit: string, path: string): Promise<string> {
  let at = path;
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    if (/^\.\.(\/|$)/.test(at) || posix.isAbsolute(at)) throw new Error(outside(path, at));
    const entry = await entryOn(git, commit, at);
    if (!entry) throw Object.assign(new Error(`${at} is not in ${commit}`), { code: "ENOENT" });
    if (entry.mode === SUBMODULE) throw new Error(inSubmodule(entry.path, commit));
    if (entry.mode === FOLDER) throw new Error("this is a folder");
    const text = await git("cat-file", "blob", entry.object);
    if (entry.mode !== LINK) return text;
    const rest = at.slice(entry.path.length);
    at = posix.isAbsolute(text) ? text : posix.join(posix.dirname(entry.path), text, rest);
  }
  throw new Error("its symbolic links go round in a circle");
}

/** What a path ends at: what it names, or a link or submodule on the way to it. */
async function entryOn(git: Git, commit: string, path: string): Promise<Entry | undefined> {
  const parts = path.split("/");
  const ways = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  const listed = await git("ls-tree", "-z", "--full-tree", commit, "--", ...ways);
  const entries = listed.split("\0").flatMap((line): Entry[] => {
    const [, mode, object, name] = /^(\d+) \w+ (\w+)\t([\s\S]+)$/.exec(line) ?? [];
    return mode && object && name ? [{ mode, object, path: name }] : [];
  });
  return entries.find(({ mode, path: found }) => mode === LINK || mode === SUBMODULE || found === path);
}

const outside = (path: string, target: string) =>
  path === target
    ? "it is outside this repository, so what it was in another commit is not known here. Give --base a file or URL with the old supergraph"
    : `its symbolic link leads to ${target}, outside this repository. Give --base a file or URL with the old supergraph`;

const inSubmodule = (submodule: string, commit: string) => {
  const short = commit.slice(0, 10);
  return `${submodule} is a submodule, and this repository does not hold its files. Check the base out with its submodules, and give --base the supergraph.yaml in there: git worktree add ../base ${short} && git -C ../base submodule update --init`;
};
