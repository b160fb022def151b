import { DOWN_SEGMENT, Flow } from "./flow.ts";
import type { Link } from "./links.ts";

/** A connection through a link. */
export interface Connection {
  readonly flow: Flow;
  /** When its handshakes are done. */
  readonly opensAt: number;
}

/** TCP's handshake and that of TLS 1.3 (RFC 8446). */
const HANDSHAKE_ROUND_TRIPS = 2;
/** What the handshake of TLS sends, with a certificate of one P-256 key. */
const HANDSHAKE = { up: 600, down: 1200 };

/** What all connections of a link share: its bandwidth, first come, first served. Times are milliseconds. */
export class Wire {
  readonly link: Link;
  #upFree = 0;
  #downFree = 0;

  constructor(link: Link) {
    this.link = link;
  }

  /** Opens a connection, with so much work at its ends. */
  open(now: number, handshakeMs: number): Connection {
    const { link } = this;
    const opensAt =
      now +
      handshakeMs +
      HANDSHAKE_ROUND_TRIPS * link.rttMs +
      milliseconds(HANDSHAKE.up, link.upKbps) +
      milliseconds(HANDSHAKE.down, link.downKbps);
    const flow = new Flow();
    flow.left(HANDSHAKE.down, opensAt);
    return { flow, opensAt };
  }

  /** Sends a request; gives when its last byte is at the server. */
  up(bytes: number, now: number): number {
    this.#upFree = Math.max(now, this.#upFree) + milliseconds(bytes, this.link.upKbps);
    return this.#upFree + this.link.rttMs / 2;
  }

  /**
   * Sends up to a segment of an answer, when the connection may.
   * @returns how much has left and when the line is free again; or, with no bytes, when to ask again
   */
  down(bytes: number, { flow }: Connection, now: number): { readonly bytes: number; readonly at: number } {
    const segment = Math.min(bytes, DOWN_SEGMENT);
    const opensAt = flow.opensAt(segment);
    if (opensAt > now) return { bytes: 0, at: opensAt };
    this.#downFree = Math.max(now, this.#downFree) + milliseconds(segment, this.link.downKbps);
    flow.left(segment, this.#downFree + this.link.rttMs);
    return { bytes: segment, at: this.#downFree };
  }
}

/** Kilobits a second are bits a millisecond. */
const milliseconds = (bytes: number, kbps: number): number => (8 * bytes) / kbps;
