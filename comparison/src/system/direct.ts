import { z } from "zod";
import { createHttpClient, type HttpClient } from "../client/http.ts";
import { ask } from "./ask.ts";

/** The services' ports, counted from the gateway's. */
const PORTS = { products: 1, users: 2, orders: 3 } as const;

const description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ "x-service": z.string().optional() }))),
});

/** Gives clients that send what is for the REST edge to the service that the edge would ask, by the API's own description. */
export async function directClients(rest: string, portBase: number): Promise<() => HttpClient> {
  const { paths } = description.parse(await ask(`${rest}/openapi.json`));
  const routes = Object.entries(paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    // What has a name of its own goes before what any name fits.
    isFixed: !path.includes("{"),
    service: operations["get"]?.["x-service"],
  }));
  const serviceOf = (pathname: string): string | undefined => {
    const fits = routes.filter(({ pattern }) => pattern.test(pathname));
    return (fits.find(({ isFixed }) => isFixed) ?? fits[0])?.service;
  };
  return () => {
    const client = createHttpClient();
    return {
      send(call, depth) {
        const { pathname, search } = new URL(call.url);
        const service = serviceOf(pathname);
        const port = service === undefined ? undefined : Object.entries(PORTS).find(([name]) => name === service)?.[1];
        if (port === undefined) throw new Error(`${pathname} is no service's`);
        return client.send({ ...call, url: `http://127.0.0.1:${portBase + port}${pathname}${search}` }, depth);
      },
      [Symbol.dispose]: () => client[Symbol.dispose](),
    };
  };
}
