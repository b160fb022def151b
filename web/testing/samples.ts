import type { ReadyReport } from "../src/landing/health.ts";
import type { System } from "../src/system.ts";

const healthOf = (name: string) => `/status/${name}/ready`;

const linksOf = (port: number, metricsPort: number) => [
  { label: "health", href: `http://localhost:${port}/health/ready` },
  { label: "metrics", href: `http://localhost:${metricsPort}/metrics` },
];

/** A `/system.json` as `npm start` writes it. */
export const sampleSystem: System = {
  processes: [
    {
      name: "gateway",
      role: "One endpoint over all subgraphs; serves these pages",
      url: "http://localhost:4000",
      links: linksOf(4000, 4010),
    },
    {
      name: "products",
      role: "Catalogue, stock, reviews",
      url: "http://localhost:4001",
      links: linksOf(4001, 4011),
      health: [{ href: healthOf("products") }],
    },
    {
      name: "users",
      role: "People, sign-in, addresses",
      url: "http://localhost:4002",
      links: linksOf(4002, 4012),
      health: [{ href: healthOf("users") }],
    },
    {
      name: "orders",
      role: "Carts, orders, sales",
      url: "http://localhost:4003",
      links: linksOf(4003, 4013),
      health: [{ href: healthOf("orders") }],
    },
    {
      name: "rest",
      role: "The same data as REST",
      url: "http://localhost:4004",
      links: linksOf(4004, 4014),
      health: [{ href: healthOf("rest") }],
    },
    {
      name: "PostgreSQL",
      role: "Three databases, one for each subgraph",
      url: "127.0.0.1:5433",
      health: ["products", "users", "orders"].map((name) => ({ href: healthOf(name), check: "database" })),
    },
  ],
  people: [
    { username: "ada", name: "Ada Morgenstern", role: "CUSTOMER", password: "ada-password" },
    { username: "sol", name: "Sol Ferreira", role: "SELLER", password: "sol-password" },
    { username: "stan", name: "Stan Kowalski", role: "STAFF", password: "stan-password" },
    { username: "amira", name: "Amira Haddad", role: "ADMIN", password: "amira-password" },
  ],
};

const wellStored: ReadyReport = { status: "ready", checks: { database: { status: "up" } } };

/** How the processes behind the gateway are when all is well. */
export const othersUp: Readonly<Record<string, ReadyReport>> = {
  [healthOf("products")]: wellStored,
  [healthOf("users")]: wellStored,
  [healthOf("orders")]: wellStored,
  [healthOf("rest")]: { status: "ready", checks: {} },
};

export const allUp: ReadyReport = {
  status: "ready",
  checks: { products: { status: "up" }, users: { status: "up" }, orders: { status: "up" } },
};
