import type { Duplex } from "node:stream";

/**
 * Answers a request for another protocol, which Node has let go of: what goes wrong with its socket from then on nobody hears but
 * who listens, and it would end the process; and one that its client leaves half open would be kept for as long.
 * @param status code and reason: `404 Not Found`
 */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on("error", () => {});
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
