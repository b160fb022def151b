import { integer, list, mode, origins, port, readConfiguration, url } from "@threefold/configuration";
import { isProxies } from "@threefold/http-server";
import { PEOPLE_AUDIENCE, PEOPLE_ISSUER, peopleProviderVariable, signingKeyVariable } from "@threefold/identity";
import { z } from "zod";
import { SERVICES, type ServiceName } from "./services/names.ts";

/** `NAME=URL`: a service, and an address of its. */
const place = z.string().transform((text, context): readonly [ServiceName, string] => {
  const [name, target] = text.split(/=(.*)/s, 2);
  const service = SERVICES.find((each) => each === name);
  if (service && target !== undefined && url("http:", "https:").safeParse(target).success) return [service, target];
  context.addIssue({ code: "custom", message: `NAME=URL, the name one of ${SERVICES.join(", ")}` });
  return z.NEVER;
});

const DEFAULTS: Record<ServiceName, string> = {
  products: "http://127.0.0.1:4001",
  users: "http://127.0.0.1:4002",
  orders: "http://127.0.0.1:4003",
};

const places = list
  .pipe(z.array(place))
  .transform((entries): Record<ServiceName, string> => ({ ...DEFAULTS, ...Object.fromEntries(entries) }));

const schema = z.object({
  /** `development` allows what only developers need; production is the default. */
  MODE: mode,
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(4004),
  METRICS_PORT: port.default(4014),
  /** Where clients connect by HTTP/2 or HTTP/1.1 over TLS, and the PEM file of the certificate and its key. */
  TLS_PORT: port.optional(),
  TLS_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Where each service's REST is. */
  SERVICE_URLS: places.default(DEFAULTS),
  /** Milliseconds that one request may take, with all that it asks of services. */
  TIMEOUT: integer(1, 600_000).default(10_000),
  /** Proxies whose word is taken for the client's address (names and networks as `proxy-addr` has them). */
  TRUSTED_PROXIES: list
    .refine((names) => names.every(isProxies), {
      error: "addresses or networks of proxies, or loopback, linklocal or uniquelocal",
    })
    .default(["loopback"]),
  /** Origins of pages that may ask from a browser, or `*`. */
  CORS_ORIGINS: z.union([z.literal("*"), origins]).default([]),
  JWKS_URL: url("http:", "https:").optional(),
  TOKEN_ISSUER: z.string().default(PEOPLE_ISSUER),
  TOKEN_AUDIENCE: z.string().default(PEOPLE_AUDIENCE),
  PEOPLE_PROVIDER: peopleProviderVariable.optional(),
  REVOCATIONS_URL: place.optional(),
  API_KEYS_URL: place.optional(),
  /** The name by which services trust this edge. */
  IDENTITY_ISSUER: z.string().default("rest"),
  IDENTITY_SIGNING_KEY: signingKeyVariable,
});

export type Configuration = z.output<typeof schema>;

/** @throws ConfigurationError with a line for each wrong value */
export const configurationOf = (environment: NodeJS.ProcessEnv): Configuration =>
  readConfiguration(schema, environment);
