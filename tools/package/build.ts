import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, relative, sep } from "node:path";
import { z } from "zod";
import { root } from "../system/paths.ts";
import { putInPlace } from "./put-in-place.ts";

const manifestShape = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  exports: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.output<typeof manifestShape>;

const readManifest = (folder: string): Manifest =>
  manifestShape.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));

/** What a package for strangers is, beside what its own manifest says. */
export interface PackageOptions {
  /** The workspace, from the checkout's root. What is built goes to its `dist`. */
  readonly workspace: string;
  /** The name that it is published by, and its program's. */
  readonly name: string;
  /** The oldest Node that it runs on, for example `>=22.19`. */
  readonly node: string;
  /** The file that is imported by the package's name, from the workspace. Left out where there is only a program. */
  readonly main?: string;
  /** What is loaded by its path: programs and threads, from the workspace. */
  readonly entries: readonly string[];
  /** There may be one copy of these only, so that it is the one of whoever installs this. */
  readonly peers: Readonly<Record<string, string>>;
  /** What is installed beside it only by those who want it. */
  readonly optionalPeers?: Readonly<Record<string, string>>;
  /** Files that come along, from the workspace. The one called README.md is the package's. */
  readonly files: readonly string[];
}

/**
 * Builds a workspace for those who install it. Node runs this repository's TypeScript as it is, but none under node_modules:
 * so there is plain JavaScript, with its types, and with the repository's own packages in it.
 */
export function buildPackage(options: PackageOptions): void {
  const workspace = join(root, options.workspace);
  // Beside what is there, since another build may be under way: each is whole, and the last one stays.
  const built = join(root, "node_modules", `.package-${process.pid}`);
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built);
  try {
    compile(workspace, built, options);
    const external = new Set<string>();
    for (const file of filesIn(built)) link(file, built, external);
    writePackage(workspace, built, options, external);
    putInPlace(built, join(workspace, "dist"));
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}

/** The compiler takes what it finds under node_modules for somebody else's, and leaves it out: so it is told where ours is. */
function compile(workspace: string, dist: string, { main, entries }: PackageOptions): void {
  const files = [...(main === undefined ? [] : [main]), ...entries].map((path) => join(workspace, path));
  const paths = Object.fromEntries(ownPackages(workspace).flatMap(pathsOf));
  const project = join(dist, "tsconfig.json");
  const base = join(root, "tools", "package", "tsconfig.json");
  const compilerOptions = { paths, rootDir: root, outDir: dist };
  writeFileSync(project, JSON.stringify({ extends: base, files, compilerOptions }));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${workspace} cannot be compiled`);
  rmSync(project);
}

/** The folders of the repository's packages that one needs, and those need in turn. */
function ownPackages(folder: string, found = new Set<string>()): string[] {
  for (const name of Object.keys(readManifest(folder).dependencies)) {
    if (!name.startsWith("@threefold/")) continue;
    const needed = join(root, "packages", name.slice("@threefold/".length));
    if (found.has(needed)) continue;
    found.add(needed);
    ownPackages(needed, found);
  }
  return [...found];
}

function pathsOf(folder: string): [string, string[]][] {
  const { name, exports } = readManifest(folder);
  return Object.entries(exports).map(([entry, path]) => [name + entry.slice(1), [join(folder, path)]]);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Makes a file's imports those of the package: of the repository's own packages by relative paths, and in declarations, which
 * the compiler leaves as they are, of JavaScript.
 * @param external gets the names of the packages that must be installed
 */
function link(file: string, dist: string, external: Set<string>): void {
  const text = readFileSync(file, "utf8");
  const linked = text.replace(/(\bfrom |\bimport |\bimport\()"([^"\n]+)"/g, (_, before: string, specifier: string) => {
    return `${before}"${target(file, specifier, dist, external)}"`;
  });
  if (linked !== text) writeFileSync(file, linked);
}

function target(file: string, specifier: string, dist: string, external: Set<string>): string {
  if (specifier.startsWith(".")) return specifier.replace(/\.ts$/, ".js");
  if (isBuiltin(specifier)) return specifier;
  const [scope = "", name = ""] = specifier.split("/");
  const packageName = specifier.startsWith("@") ? `${scope}/${name}` : scope;
  if (scope !== "@threefold") {
    external.add(packageName);
    return specifier;
  }
  const folder = join("packages", name);
  const entry = readManifest(join(root, folder)).exports[`.${specifier.slice(packageName.length)}`];
  if (entry === undefined) throw new Error(`${specifier} is not exported`);
  const path = relative(dirname(file), join(dist, folder, entry))
    .split(sep)
    .join("/");
  return (path.startsWith(".") ? path : `./${path}`).replace(/\.ts$/, ".js");
}

/** The manifest of the package: it needs what its files import, in the versions that this repository has. */
function writePackage(
  workspace: string,
  dist: string,
  { name, node, main, peers, optionalPeers = {}, files, workspace: folder }: PackageOptions,
  external: ReadonlySet<string>,
): void {
  const own = readManifest(workspace);
  const versions = versionsOf(readdirSync(join(dist, "packages")).map((each) => join(root, "packages", each)));
  const needed = [...external].filter((each) => !(each in peers) && !(each in optionalPeers)).sort();
  const dependencies = needed.map((each) => {
    const version = own.dependencies[each] ?? versions[each];
    if (version === undefined) throw new Error(`${each} is imported, and no manifest has it`);
    return [each, version] as const;
  });
  const built = main === undefined ? undefined : `./${folder}/${main.replace(/\.ts$/, "")}`;
  const manifest = {
    name,
    version: own.version,
    description: own.description,
    license: "MIT",
    type: "module",
    engines: { node },
    bin: { [name]: `bin/${name}.js` },
    ...(built !== undefined && {
      exports: { ".": { types: `${built}.d.ts`, default: `${built}.js` } },
      types: `${built}.d.ts`,
    }),
    dependencies: Object.fromEntries(dependencies),
    peerDependencies: { ...peers, ...optionalPeers },
    peerDependenciesMeta: Object.fromEntries(Object.keys(optionalPeers).map((each) => [each, { optional: true }])),
  };
  writeFileSync(join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(join(dist, "bin"));
  copyFileSync(join(workspace, "build", `${name}.js`), join(dist, "bin", `${name}.js`));
  for (const file of files) copyFileSync(join(workspace, file), join(dist, basename(file)));
  copyFileSync(join(root, "LICENSE"), join(dist, "LICENSE"));
}

function versionsOf(folders: readonly string[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...folders.map((each) => readManifest(each).dependencies));
}
