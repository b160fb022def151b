import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./system/paths.ts";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Holds that `npm ci` accepts the lock file on every platform, and that it names no registry. npm leaves optional packages of
 * other platforms out when it was made beside an installed tree (npm issue 4828): then `npm ci` fails elsewhere.
 */
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};
const problems = Object.entries(packages).flatMap(([path, entry]) => [
  ...Object.keys(entry.optionalDependencies ?? {}).flatMap((name) =>
    isLocked(path, name) ? [] : [`${path || "the root"} may want ${name}, which is not locked`],
  ),
  ...(entry.resolved?.startsWith("http")
    ? [`${path} names where it was fetched: ${new URL(entry.resolved).host}`]
    : []),
]);
for (const problem of problems) console.error(problem);
console.log(`lock file: ${Object.keys(packages).length} packages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Whether a package can be found from another, as Node looks for it: in each folder upwards. */
function isLocked(from: string, name: string): boolean {
  for (let folder = from; ; ) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
    const up = folder.lastIndexOf("/node_modules/");
    folder = up === -1 ? "" : folder.slice(0, up);
  }
}
