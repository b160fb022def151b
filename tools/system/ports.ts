import { once } from "node:events";
import { createServer } from "node:net";
import { StartError } from "@threefold/http-server";
import { type ProcessPlan, processes } from "../../topology.ts";

/** @throws StartError naming the first port that is taken, who wanted it, and the variable that moves them all */
export async function assertPortsFree(base: number, tls: boolean): Promise<void> {
  for (const [name, { port, metricsPort, tlsPort }] of Object.entries<ProcessPlan>(processes)) {
    const offsets = [port, metricsPort, ...(tls && tlsPort !== undefined ? [tlsPort] : [])];
    for (const wanted of offsets.map((offset) => base + offset)) {
      if (!(await isFree(wanted))) {
        throw new StartError(`port ${wanted}, for ${name}, is in use: set PORT_BASE to a number other than ${base}`);
      }
    }
  }
}

/** Whether nobody listens on a port of this machine. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
