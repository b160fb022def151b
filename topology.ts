/**
 * The whole system on one page: every process, where it listens, what it stores, whom it calls. `npm start` runs it
 * as it stands here; supergraph.yaml, docker-compose.yml and the documents are held equal to it by a test.
 */

/** A process of the system. Ports are counted from `PORT_BASE`. */
export interface ProcessPlan {
  readonly role: string;
  readonly program: string;
  readonly port: number;
  /** Where measurements are read, apart from what clients reach. */
  readonly metricsPort: number;
  /** Where clients connect by TLS, when it is asked for (`TLS=on`). */
  readonly tlsPort?: number;
  /** The database that it alone reads and writes. */
  readonly database?: "products" | "users" | "orders";
  /** The services that it calls in its own name. */
  readonly calls?: readonly ("products" | "users" | "orders")[];
}

export const PORT_BASE = 4000;

export const processes = {
  gateway: {
    role: "one GraphQL endpoint over the three subgraphs, and the pages",
    program: "gateway/bin/threefold-gateway.js",
    port: 0,
    metricsPort: 10,
    tlsPort: 443,
  },
  products: {
    role: "catalogue, stock, reviews",
    program: "subgraphs/products/src/main.ts",
    port: 1,
    metricsPort: 11,
    database: "products",
    calls: ["users"],
  },
  users: {
    role: "people, sign-in, addresses",
    program: "subgraphs/users/src/main.ts",
    port: 2,
    metricsPort: 12,
    database: "users",
  },
  orders: {
    role: "cart, orders, shipments, sales figures",
    program: "subgraphs/orders/src/main.ts",
    port: 3,
    metricsPort: 13,
    database: "orders",
    calls: ["products"],
  },
  rest: {
    role: "the same data as REST, joined at one edge",
    program: "rest/src/main.ts",
    port: 4,
    metricsPort: 14,
    tlsPort: 444,
  },
} as const satisfies Record<string, ProcessPlan>;

export type ProcessName = keyof typeof processes;

/** Where a debugger finds a process that was started to be debugged (`INSPECT=on`), counted from `PORT_BASE`. */
export const inspectPortOf = (name: ProcessName): number => 20 + processes[name].port;

/** Processes that speak for the person asking: the gateway first, which passes on to the other. */
export const edges: readonly ProcessName[] = ["gateway", "rest"];

/** The service that people sign in at. */
export const people: ProcessName = "users";

/** The subgraphs, in the order of their ports. */
export const subgraphs = ["products", "users", "orders"] as const satisfies readonly ProcessName[];

/** What the gateway passes on to other processes, by path. */
export const mounts = {
  "/images/products": { process: "products", path: "/images/products" },
  "/images/avatars": { process: "users", path: "/images/avatars" },
  "/rest": { process: "rest", path: "" },
} as const satisfies Record<string, { process: ProcessName; path: string }>;

/** What the gateway passes on besides in development: how the other processes are, for the start page to ask. */
export const healthMounts = {
  "/status/products": { process: "products", path: "/health" },
  "/status/users": { process: "users", path: "/health" },
  "/status/orders": { process: "orders", path: "/health" },
  "/status/rest": { process: "rest", path: "/health" },
} as const satisfies Record<string, { process: ProcessName; path: string }>;

/** The three domains in one process, on the same databases: run beside the system by who wants to compare. */
export const monolith = { program: "monolith/src/main.ts", port: 6, metricsPort: 16 } as const;
