/** The apps of the house, and the packages by which each is imported. */
const APPS = [
  "subgraphs/products",
  "subgraphs/users",
  "subgraphs/orders",
  "gateway",
  "rest",
  "web",
  "schema-check",
  "monolith",
  "comparison",
  "clients",
  "bench",
  "e2e",
];

const PACKAGES: Readonly<Record<string, string>> = {
  "@threefold/subgraph-products": "subgraphs/products",
  "@threefold/subgraph-users": "subgraphs/users",
  "@threefold/subgraph-orders": "subgraphs/orders",
  "@threefold/gateway": "gateway",
  "@threefold/rest": "rest",
  "@threefold/web": "web",
  "@threefold/schema-check": "schema-check",
  "@threefold/monolith": "monolith",
  "@threefold/comparison": "comparison",
};

/** The apps that an app may import. What is not here, it meets over the network. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  monolith: ["subgraphs/products", "subgraphs/users", "subgraphs/orders"],
  bench: ["gateway"],
  // The page asks for the screens as they are measured; docs/decisions says why.
  web: ["comparison"],
  // The pages' own checks, looked at where the pages run.
  e2e: ["web"],
};

/** Packages that only one subgraph's data may be reached by. */
const PRISMA_CLIENT = /^subgraphs\/(\w+)\/src\/generated\/prisma/;

/**
 * Why a file may not import what it imports; undefined when it may.
 * @param file from the checkout's root
 * @param imported a path from the checkout's root, or a package's name
 */
export function forbidden(file: string, imported: string): string | undefined {
  const from = appOf(file);
  const to = appOf(imported) ?? PACKAGES[imported.split("/").slice(0, 2).join("/")];
  if (to !== undefined && file.startsWith("packages/")) return "packages import no app";
  if (to !== undefined && from !== undefined && from !== to && !MAY_IMPORT[from]?.includes(to))
    return `${from} and ${to} meet over the network`;
  if (file.startsWith("packages/") && imported.startsWith("packages/") && folder(file) !== folder(imported))
    return "packages import each other by name";
  const owner = PRISMA_CLIENT.exec(imported)?.[1];
  // prisma/ makes the clients, and tests that they are made.
  const makes = file.startsWith("prisma/");
  if (owner !== undefined && !makes && from !== `subgraphs/${owner}`)
    return `the database of ${owner} is read and written by ${owner} alone`;
  return undefined;
}

const appOf = (path: string): string | undefined => APPS.find((app) => path.startsWith(`${app}/`));

const folder = (path: string): string => path.split("/").slice(0, 2).join("/");
