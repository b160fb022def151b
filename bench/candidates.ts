import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PORTS } from "./subgraphs.ts";

/** A gateway to measure. */
export interface Candidate {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const peers = fileURLToPath(new URL("peers/node_modules/", import.meta.url));
const port = String(PORTS.candidate);
const own = (name: string) => fileURLToPath(new URL(`candidates/${name}.ts`, import.meta.url));

/** All that can run here. Peers are among them when they are installed, in `bench/peers`. */
export function candidates(supergraph: string): readonly Candidate[] {
  const node = process.execPath;
  const hive = [`${peers}.bin/hive-gateway`, "supergraph", supergraph, "--port", port, "--host", "127.0.0.1"];
  const quiet = { LOG_LEVEL: "error", NODE_ENV: "production" };
  return [
    { name: "floor", command: [node, own("floor")] },
    {
      name: "threefold",
      command: [node, `${root}gateway/bin/threefold-gateway.js`, "--supergraph", supergraph, "--port", port],
      env: { LOG_LEVEL: "silent", METRICS_PORT: String(PORTS.candidate + 9) },
    },
    { name: "threefold in Apollo Server", command: [node, own("in-apollo-server"), supergraph] },
    { name: "stock", command: [node, own("stock"), supergraph] },
    { name: "stock with undici", command: [node, own("stock"), supergraph, "undici"] },
    ...(existsSync(`${peers}@graphql-hive/gateway`)
      ? [
          { name: "Hive Gateway", command: [node, ...hive], env: quiet },
          { name: "Hive Gateway, Rust planner", command: [node, ...hive, "--hive-router-runtime"], env: quiet },
        ]
      : []),
  ].map((candidate) => ({
    ...candidate,
    env: { APOLLO_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...candidate.env },
  }));
}
