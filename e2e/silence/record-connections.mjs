// Loaded into every process of a system (NODE_OPTIONS): writes down each address that is connected to or sent to, before
// anything is known of an answer. Nothing of the process is changed for it.
import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const file = join(tmpdir(), `connections-${process.pid}`);
const record = (target) => appendFileSync(file, `${target}\n`);

subscribe("net.client.socket", ({ socket }) => {
  socket.on("lookup", (_error, _address, _family, host) => record(host));
  socket.on("connectionAttempt", (address) => record(address));
});
subscribe("udp.socket", () => record("somewhere by UDP"));
