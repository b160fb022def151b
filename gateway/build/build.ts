import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

// Builds the package for those who install it, into gateway/dist: `npm run build -w @threefold/gateway`, then
// `npm pack ./gateway/dist`. Node runs this repository's TypeScript as it is, but none under node_modules: so here is plain
// JavaScript, with its types, and with the repository's own packages in it.

const root = fileURLToPath(new URL("../..", import.meta.url));
const gateway = join(root, "gateway");
const dist = join(gateway, "dist");

const manifestShape = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  exports: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.output<typeof manifestShape>;

const readManifest = (folder: string): Manifest =>
  manifestShape.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));

/** What installs beside it when somebody wants to compare with, or to be served by, what these are. */
const OPTIONAL_PEERS: Readonly<Record<string, string>> = { "@apollo/server": "^5.0.0", "@apollo/gateway": "^2.11.0" };
/** There may be one copy of it only, so that it is the one of whoever installs this. */
const PEERS: Readonly<Record<string, string>> = { graphql: "^16.15.0" };

/** What is loaded by its path: the package, the program, and the planner's thread. */
const ENTRIES = ["src/index.ts", "src/main.ts", "../packages/federation/src/planner/worker.ts"];

rmSync(dist, { recursive: true, force: true });
compile();
const external = new Set<string>();
for (const file of filesIn(dist)) link(file, external);
writePackage(external);

/** The compiler takes what it finds under node_modules for somebody else's, and leaves it out: so it is told where ours is. */
function compile(): void {
  const files = ENTRIES.map((path) => join(gateway, path));
  const paths = Object.fromEntries(ownPackages(gateway).flatMap(pathsOf));
  const project = join(dist, "tsconfig.json");
  mkdirSync(dist);
  writeFileSync(project, JSON.stringify({ extends: "../build/tsconfig.json", files, compilerOptions: { paths } }));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
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
function link(file: string, external: Set<string>): void {
  const text = readFileSync(file, "utf8");
  const linked = text.replace(/(\bfrom |\bimport |\bimport\()"([^"\n]+)"/g, (_, before: string, specifier: string) => {
    return `${before}"${target(file, specifier, external)}"`;
  });
  if (linked !== text) writeFileSync(file, linked);
}

function target(file: string, specifier: string, external: Set<string>): string {
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
function writePackage(external: ReadonlySet<string>): void {
  const own = readManifest(gateway);
  const versions = versionsOf(readdirSync(join(dist, "packages")).map((name) => join(root, "packages", name)));
  const needed = [...external].filter((name) => !(name in PEERS) && !(name in OPTIONAL_PEERS)).sort();
  const dependencies = needed.map((name) => {
    const version = own.dependencies[name] ?? versions[name];
    if (version === undefined) throw new Error(`${name} is imported, and no manifest has it`);
    return [name, version] as const;
  });
  const manifest = {
    name: "threefold-gateway",
    version: own.version,
    description: own.description,
    license: "MIT",
    type: "module",
    engines: { node: ">=22.19" },
    bin: { "threefold-gateway": "bin/threefold-gateway.js" },
    exports: { ".": { types: "./gateway/src/index.d.ts", default: "./gateway/src/index.js" } },
    types: "./gateway/src/index.d.ts",
    dependencies: Object.fromEntries(dependencies),
    peerDependencies: { ...PEERS, ...OPTIONAL_PEERS },
    peerDependenciesMeta: Object.fromEntries(Object.keys(OPTIONAL_PEERS).map((name) => [name, { optional: true }])),
  };
  writeFileSync(join(dist, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(join(dist, "bin"));
  copyFileSync(join(gateway, "build", "threefold-gateway.js"), join(dist, "bin", "threefold-gateway.js"));
  copyFileSync(join(gateway, "build", "README.md"), join(dist, "README.md"));
  copyFileSync(join(gateway, "EXPLAIN.md"), join(dist, "EXPLAIN.md"));
  copyFileSync(join(root, "LICENSE"), join(dist, "LICENSE"));
}

function versionsOf(folders: readonly string[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...folders.map((folder) => readManifest(folder).dependencies));
}
