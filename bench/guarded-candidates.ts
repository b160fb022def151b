import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Candidate, type Files, hiveGateways, own, type Start, threefold } from "./candidates.ts";
import { grafbase, grafbaseGuards } from "./grafbase.ts";
import type { People } from "./people.ts";
import { METRICS_ABOVE } from "./subgraphs.ts";

/** What costs and budgets are limited to: counted for every operation, and reached by none. */
const COST = { max: 1_000_000, perMinute: 1e12 };

/** The candidates that can guard, as they would be set up in production; README.md says what each of them does. */
export function guardedCandidates({ folder, supergraph }: Files, people: People): readonly Candidate[] {
  const log = join(folder, "requests.log");
  const config = join(folder, "gateway.json");
  writeFileSync(config, JSON.stringify({ cost: { max: COST.max, "per-minute": COST.perMinute, report: "on" } }));
  const { issuer, audience, jwks, pem, signingKey } = people;
  const ours = {
    PEOPLE_PROVIDER: JSON.stringify({ issuer, jwks, algorithms: ["ES256"] }),
    TOKEN_AUDIENCE: audience,
    IDENTITY_SIGNING_KEY: JSON.stringify(signingKey),
  };
  const inApolloServer = (program: string) => (port: number) => ({
    command: own(program, supergraph, String(port)),
    env: { GUARDS: JSON.stringify({ issuer, audience, jwks, signingKey, cost: COST }) },
    log,
  });
  const hiveConfig = fileURLToPath(new URL("peers/hive-with-guards.config.mjs", import.meta.url));
  const hive = (): Start => ({
    command: ["--config-path", hiveConfig],
    env: { LOG_JSON: "1", GUARDS: JSON.stringify({ issuer, audience, pem, maxCost: COST.max }) },
    log,
  });
  return [
    { name: "floor", isOpen: true, at: (port) => ({ command: own("floor", String(port)) }) },
    {
      name: "threefold",
      at(port) {
        const guards = ["--config", config, "--metrics-port", String(port + METRICS_ABOVE)];
        return { command: threefold(supergraph, port, ...guards), env: ours, log };
      },
    },
    { name: "threefold in Apollo Server", at: inApolloServer("in-apollo-server-with-guards") },
    { name: "stock", at: inApolloServer("stock-with-guards") },
    ...hiveGateways(hive, supergraph),
    ...grafbase(folder, grafbaseGuards(people)),
  ];
}
