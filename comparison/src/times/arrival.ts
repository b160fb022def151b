import { partsOf } from "../accounting/parts.ts";
import type { Said } from "../client/transcript.ts";
import type { Awaited } from "../measure/above.ts";

/** When an answer, or the part of it that is awaited, was here, by this process's clock in milliseconds. */
export function arrivalOf({ exchange: at, part }: Awaited, { exchanges }: Pick<Said, "exchanges">): number {
  const exchange = exchanges[at];
  if (exchange === undefined) throw new Error(`there is no exchange ${at}`);
  const { text, headers, arrivals = [], endedAt } = exchange;
  if (part === undefined) return endedAt;
  const end = partsOf(text, headers["content-type"] ?? "")?.[part]?.end ?? text.length;
  const bytes = Buffer.byteLength(text.slice(0, end));
  return arrivals.find((arrival) => arrival.bytes >= bytes)?.at ?? endedAt;
}
