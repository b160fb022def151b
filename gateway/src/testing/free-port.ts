import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const passing = createServer().listen(0, "127.0.0.1");
  await once(passing, "listening");
  const { port } = passing.address() as AddressInfo;
  passing.close();
  await once(passing, "close");
  return port;
}
