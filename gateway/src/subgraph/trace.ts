import { getRandomValues } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Where a request stands in a trace (https://www.w3.org/TR/trace-context/): the headers' own text. */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate: string | undefined;
}

/** Version, trace, parent, flags. Version ff is forbidden; a trace or a parent of zeros is none. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const MAX_TRACESTATE = 512;

/**
 * Continues the trace that a client began, or begins one. The gateway records no spans of its own, so that it passes the
 * client's on as it is, as the recommendation asks of those who take no part.
 */
export function traceOf({ traceparent, tracestate }: IncomingHttpHeaders): TraceContext {
  if (typeof traceparent !== "string" || !TRACEPARENT.test(traceparent)) return startTrace();
  const state = typeof tracestate === "string" && tracestate.length <= MAX_TRACESTATE ? tracestate : undefined;
  return { traceparent, tracestate: state };
}

/** The trace's id: what log lines of one operation share in all processes. */
export const traceIdOf = ({ traceparent }: TraceContext): string => traceparent.slice(3, 35);

const ID_BYTES = 24;
const POOLED = 128;
const pool = Buffer.alloc(ID_BYTES * POOLED);
let used = POOLED;

/** A trace of its own, of what no client's request caused. Random bytes are drawn for many ids at once: the call costs more than the bytes. */
export function startTrace(): TraceContext {
  if (used === POOLED) {
    getRandomValues(pool);
    used = 0;
  }
  const id = pool.toString("hex", used * ID_BYTES, (used + 1) * ID_BYTES);
  used += 1;
  return { traceparent: `00-${id.slice(0, 32)}-${id.slice(32)}-00`, tracestate: undefined };
}
