/** Bytes of a segment's payload on Ethernet. */
export const DOWN_SEGMENT = 1460;
/** What a new connection may send before the first acknowledgement: ten segments (RFC 6928). */
const INITIAL_WINDOW = 10 * DOWN_SEGMENT;

/**
 * One connection's bytes in the direction of the client, in TCP's slow start: each byte that is acknowledged lets one more
 * be under way (RFC 5681, section 3.1, without losses, so without an end). So the byte `n` may leave when byte `(n − 10
 * segments) / 2` is acknowledged. A connection that rests keeps its window.
 */
export class Flow {
  #sent = 0;
  readonly #acknowledged: { readonly upTo: number; readonly at: number }[] = [];
  /** Acknowledgements come in order, and what is asked for grows: none is looked at twice. */
  #next = 0;

  /** When the next `bytes` may leave, in milliseconds; 0 when nothing holds them. */
  opensAt(bytes: number): number {
    const needed = (this.#sent + bytes - INITIAL_WINDOW) / 2;
    if (needed <= 0) return 0;
    while (this.#next < this.#acknowledged.length) {
      const acknowledged = this.#acknowledged[this.#next];
      if (acknowledged && acknowledged.upTo >= needed) return acknowledged.at;
      this.#next++;
    }
    throw new RangeError(`no acknowledgement lets ${bytes} bytes leave: a segment is larger than the window`);
  }

  /** Notes that `bytes` have left, and when the client's acknowledgement of them will be here. */
  left(bytes: number, acknowledgedAt: number): void {
    this.#sent += bytes;
    this.#acknowledged.push({ upTo: this.#sent, at: acknowledgedAt });
  }
}
