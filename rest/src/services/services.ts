import type { Check } from "@threefold/http-server";
import type { Metrics } from "@threefold/telemetry";
import { createServiceClient, type ServiceClient } from "./client.ts";
import { SERVICES, type ServiceName } from "./names.ts";

export type Services = Readonly<Record<ServiceName, ServiceClient>>;

export function createServices(urls: Readonly<Record<ServiceName, string>>, metrics: Metrics): Services {
  const client = (name: ServiceName) => createServiceClient(name, { url: urls[name], metrics });
  return { products: client("products"), users: client("users"), orders: client("orders") };
}

/** Whether each service can be spoken to, for `/health/ready`. */
export const checksOf = (services: Services): Readonly<Record<string, Check>> =>
  Object.fromEntries(SERVICES.map((name) => [name, (signal: AbortSignal) => services[name].ping(signal)]));
