// Loaded into a program before anything else (`node --import`): writes where it connects to, one line each, to standard
// error, connected or not, and every name it looks up. Nothing of the program is changed for it.
import { subscribe } from "node:diagnostics_channel";

const record = (target) => process.stderr.write(`connects to ${target}\n`);
subscribe("net.client.socket", ({ socket }) => {
  socket.on("lookup", (_error, _address, _family, host) => record(host));
  socket.on("connectionAttempt", (address) => record(address));
});
subscribe("udp.socket", () => record("somewhere by UDP"));
