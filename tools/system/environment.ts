import { environmentFor, type Keys } from "@threefold/identity";
import {
  healthMounts,
  mounts,
  type ProcessName,
  type ProcessPlan,
  people,
  processes,
  subgraphs,
} from "../../topology.ts";
import type { OpenedDatabases } from "./databases.ts";

/** Where and how the processes run: on this machine for a developer, or each in a container of its own. */
export interface Deployment {
  readonly mode: "development" | "production";
  /** The address that a process listens on. */
  readonly listenOn: string;
  /** The name by which others reach a process. */
  readonly hostOf: (name: ProcessName) => string;
  /** From where a process's ports are counted. */
  readonly portBaseOf: (name: ProcessName) => number;
  /** The folder of the built pages. */
  readonly pages: string;
  readonly databases: OpenedDatabases["serviceUrls"];
  readonly keys: Keys;
  /** The PEM file of the certificate for TLS; undefined for a deployment without. */
  readonly tlsFile?: string | undefined;
  /** Other pages that may ask, and the gateway's configuration file that says so. */
  readonly cors?: { readonly origins: readonly string[]; readonly gatewayFile: string } | undefined;
}

type Variables = Readonly<Record<string, string>>;

export const urlOf = ({ hostOf, portBaseOf }: Pick<Deployment, "hostOf" | "portBaseOf">, name: ProcessName): string =>
  `http://${hostOf(name)}:${portBaseOf(name) + processes[name].port}`;

/** The variables of one process: its ports, its own database and keys, and where to find those that it calls. */
export function environmentOf(name: ProcessName, deployment: Deployment): Variables {
  const plan: ProcessPlan = processes[name];
  const portBase = deployment.portBaseOf(name);
  return {
    MODE: deployment.mode,
    HOST: deployment.listenOn,
    PORT: String(portBase + plan.port),
    METRICS_PORT: String(portBase + plan.metricsPort),
    ...(plan.tlsPort !== undefined &&
      deployment.tlsFile !== undefined && {
        TLS_PORT: String(portBase + plan.tlsPort),
        TLS_FILE: deployment.tlsFile,
      }),
    ...(plan.database && { [`${plan.database.toUpperCase()}_DATABASE_URL`]: deployment.databases[plan.database] }),
    ...Object.fromEntries(
      (plan.calls ?? []).map((called) => [`${called.toUpperCase()}_URL`, `${urlOf(deployment, called)}/graphql`]),
    ),
    ...(subgraphs.some((subgraph) => subgraph === name) && { CALLBACK_ORIGINS: urlOf(deployment, "gateway") }),
    ...(name === "gateway" && gatewayVariables(deployment)),
    ...(name === "rest" && restVariables(deployment)),
    ...environmentFor(name, deployment.keys),
  };
}

function gatewayVariables(deployment: Deployment): Variables {
  return {
    SUPERGRAPH: "gateway/supergraph.graphql",
    CALLBACK_URL: urlOf(deployment, "gateway"),
    SUBGRAPH_URLS: subgraphs.map((name) => `${name}=${urlOf(deployment, name)}/graphql`).join(","),
    MOUNTS: Object.entries(deployment.mode === "development" ? { ...mounts, ...healthMounts } : mounts)
      .map(([path, mount]) => `${path}=${urlOf(deployment, mount.process)}${mount.path}`)
      .join(","),
    ...clientVariables(deployment),
    ...(deployment.cors && { CONFIG: deployment.cors.gatewayFile }),
    STATIC: deployment.pages,
  };
}

function restVariables(deployment: Deployment): Variables {
  return {
    SERVICE_URLS: subgraphs.map((name) => `${name}=${urlOf(deployment, name)}`).join(","),
    // In containers the gateway, which alone can be reached from outside, has a private address.
    TRUSTED_PROXIES: deployment.mode === "production" ? "loopback,uniquelocal" : "loopback",
    ...(deployment.cors && { CORS_ORIGINS: deployment.cors.origins.join(",") }),
    ...clientVariables(deployment),
  };
}

/** What an edge must know to know its clients. */
function clientVariables(deployment: Deployment): Variables {
  return {
    JWKS_URL: `${urlOf(deployment, people)}/.well-known/jwks.json`,
    REVOCATIONS_URL: `${people}=${urlOf(deployment, people)}/internal/revoked-sessions`,
    API_KEYS_URL: `${people}=${urlOf(deployment, people)}/internal/api-keys/verify`,
  };
}
