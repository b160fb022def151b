import type { IncomingMessage } from "node:http";
import proxyaddr from "@fastify/proxy-addr";

/** Finds out from which IP address a request came, as Fastify's `request.ip`, where there is no request of Fastify's. */
export type ClientAddressOf = (request: IncomingMessage) => string;

/** @param trustedProxies whose `X-Forwarded-For` is believed: addresses, networks, `loopback`, `linklocal` or `uniquelocal` */
export function createClientAddressOf(trustedProxies: readonly string[]): ClientAddressOf {
  const trust = proxyaddr.compile([...trustedProxies]);
  return (request) => proxyaddr(request, trust);
}

/** Whether a text names proxies that could be trusted. */
export function isProxies(text: string): boolean {
  try {
    proxyaddr.compile(text);
    return true;
  } catch {
    return false;
  }
}
