import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { grafbase } from "./grafbase.ts";

/** A gateway to measure. */
export interface Candidate {
  readonly name: string;
  /** How one process of it is started that listens at a port of this machine. */
  at(port: number): Start;
  /** The operations that it can answer; all unless given. */
  readonly operations?: readonly string[];
  /** Whether it answers anybody, also where the others guard. */
  readonly isOpen?: true;
}

export interface Start {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A file that gets what it prints, as in production; unless given, only its last lines are kept. */
  readonly log?: string;
}

/** The files that candidates are started with. */
export interface Files {
  readonly folder: string;
  readonly supergraph: string;
}

const node = process.execPath;
const root = fileURLToPath(new URL("..", import.meta.url));
const peers = fileURLToPath(new URL("peers/", import.meta.url));
const isInstalled = (name: string) => existsSync(`${peers}node_modules/${name}`);

/** A program of this folder. */
export const own = (name: string, ...args: readonly string[]): readonly string[] => [
  node,
  fileURLToPath(new URL(`candidates/${name}.ts`, import.meta.url)),
  ...args,
];

/** The program of this repository. */
export const threefold = (supergraph: string, port: number, ...args: readonly string[]): readonly string[] => [
  node,
  `${root}gateway/bin/threefold-gateway.js`,
  ...["--supergraph", supergraph, "--port", String(port)],
  ...args,
];

/** Hive Gateway, with its own engine and with its Rust planner; nothing unless it is installed. */
export function hiveGateways(start: (port: number) => Start, supergraph: string): readonly Candidate[] {
  if (!isInstalled("@graphql-hive/gateway")) return [];
  const program = `${peers}node_modules/.bin/hive-gateway`;
  const hive = (name: string, ...options: readonly string[]): Candidate => ({
    name,
    at(port) {
      const { command, ...rest } = start(port);
      const where = ["--host", "127.0.0.1", "--port", String(port)];
      return { command: [node, program, "supergraph", supergraph, ...where, ...command, ...options], ...rest };
    },
  });
  return [hive("Hive Gateway"), hive("Hive Gateway (Rust planner)", "--hive-router-runtime")];
}

/** All that can run here, each with nothing on that it can do without. Peers are among them when they are installed. */
export function bareCandidates({ folder, supergraph }: Files): readonly Candidate[] {
  const mercurius = `${peers}mercurius.mjs`;
  return [
    { name: "floor", at: (port) => ({ command: own("floor", String(port)) }) },
    { name: "floor in Fastify", at: (port) => ({ command: own("floor", String(port), "fastify") }) },
    {
      name: "threefold",
      at: (port) => ({ command: threefold(supergraph, port), env: { LOG_LEVEL: "silent" } }),
    },
    ...inApolloServer("threefold in Apollo Server", "in-apollo-server", supergraph),
    ...inApolloServer("Apollo Server alone", "apollo-server-alone", supergraph),
    { name: "stock", at: (port) => ({ command: own("stock", supergraph, String(port)) }) },
    { name: "stock with undici", at: (port) => ({ command: own("stock", supergraph, String(port), "undici") }) },
    ...hiveGateways(() => ({ command: [], env: { LOG_LEVEL: "error" } }), supergraph),
    ...(isInstalled("@mercuriusjs/gateway")
      ? [
          // It plans the large operation's `@requires` wrongly.
          {
            name: "Mercurius",
            operations: ["small", "medium"],
            at: (port: number) => ({ command: [node, mercurius, String(port)] }),
          },
          {
            name: "Mercurius with jit",
            operations: ["small", "medium"],
            at: (port: number) => ({ command: [node, mercurius, String(port), "jit"] }),
          },
        ]
      : []),
    ...grafbase(folder),
  ];
}

/** A program in Apollo Server, by each of two HTTP servers. */
const inApolloServer = (name: string, program: string, supergraph: string): readonly Candidate[] => [
  { name, at: (port) => ({ command: own(program, supergraph, String(port)) }) },
  { name: `${name} on Fastify`, at: (port) => ({ command: own(program, supergraph, String(port), "fastify") }) },
];

/** Those of which it is measured how their cost grows. */
export function growthCandidates(files: Files): readonly Candidate[] {
  const floor = fileURLToPath(new URL("growth/floor.ts", import.meta.url));
  return [
    { name: "floor", at: (port) => ({ command: [node, floor, String(port)] }) },
    ...bareCandidates(files).filter(({ name }) => name === "threefold" || name === "stock"),
  ];
}
