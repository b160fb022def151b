import { readFileSync } from "node:fs";
import { join } from "node:path";
import { failsInOneLine } from "./demo/failure.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Packages = Readonly<Record<string, LockedPackage>>;

/**
 * Holds that `npm ci` accepts the lock file on every platform, and that it names no registry. npm leaves optional packages of
 * other platforms out when it was made beside an installed tree (npm issue 4828): then `npm ci` fails elsewhere.
 */
await failsInOneLine("lockfile", async () => {
  assertNoArguments("node tools/run.mjs lockfile holds that npm ci takes the lock file on every platform.");
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Packages;
  };
  const problems = Object.entries(packages).flatMap(([path, entry]) => [
    ...Object.keys(entry.optionalDependencies ?? {}).flatMap((name) =>
      isLocked(packages, path, name) ? [] : [`${path || "the root"} may want ${name}, which is not locked`],
    ),
    ...(entry.resolved?.startsWith("http")
      ? [`${path} names where it was fetched: ${new URL(entry.resolved).host}`]
      : []),
  ]);
  for (const problem of problems) console.error(problem);
  console.log(`lock file: ${Object.keys(packages).length} packages, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
});

/** Whether a package can be found from another, as Node looks for it: in each folder upwards. */
function isLocked(packages: Packages, from: string, name: string): boolean {
  for (let folder = from; ; ) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
    const up = folder.lastIndexOf("/node_modules/");
    folder = up === -1 ? "" : folder.slice(0, up);
  }
}
