import type { Check } from "@threefold/http-server";
import type { Logger, Metrics } from "@threefold/telemetry";
import type { Clock } from "@threefold/upstream";
import { createServiceClient, type ServiceClient } from "./client.ts";
import { SERVICES, type ServiceName } from "./names.ts";

export type Services = Readonly<Record<ServiceName, ServiceClient>>;

export function createServices(
  urls: Readonly<Record<ServiceName, string>>,
  parts: { readonly metrics: Metrics; readonly logger: Logger; readonly clock: Clock },
): Services {
  const client = (name: ServiceName) => createServiceClient(name, { url: urls[name], ...parts });
  return { products: client("products"), users: client("users"), orders: client("orders") };
}

/** Whether each service can be spoken to, for `/health/ready`. */
export const checksOf = (services: Services): Readonly<Record<string, Check>> =>
  Object.fromEntries(SERVICES.map((name) => [name, (signal: AbortSignal) => services[name].ping(signal)]));
