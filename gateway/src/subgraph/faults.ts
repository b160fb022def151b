/** A way in which a subgraph fails on demand, to see what the gateway makes of it. */
export type Fault =
  | { readonly kind: "slow"; readonly ms: number }
  | { readonly kind: "failing"; readonly status: number }
  | { readonly kind: "hanging" }
  | { readonly kind: "absent" };

/** Names faults for one request: `orders=slow:500, users=absent`. */
export const FAULT_HEADER = "x-threefold-fault";

export const FAULT_FORMS = "slow:MS, failing, failing:STATUS, hanging or absent";

const MAX_SLOW_MS = 60_000;

/** Reads one fault as people write it; undefined when it is none. */
export function parseFault(text: string): Fault | undefined {
  const [kind, value, ...rest] = text.trim().split(":");
  if (rest.length > 0 || (value !== undefined && !/^\d{1,5}$/.test(value))) return undefined;
  const number = value === undefined ? undefined : Number(value);
  switch (kind) {
    case "slow":
      return number === undefined || number > MAX_SLOW_MS ? undefined : { kind, ms: number };
    case "failing":
      return number === undefined || (number >= 400 && number <= 599) ? { kind, status: number ?? 503 } : undefined;
    case "hanging":
    case "absent":
      return number === undefined ? { kind } : undefined;
    default:
      return undefined;
  }
}

/** As {@link parseFault} reads it. */
export function formatFault(fault: Fault): string {
  if (fault.kind === "slow") return `slow:${fault.ms}`;
  return fault.kind === "failing" ? `failing:${fault.status}` : fault.kind;
}

/** Reads {@link FAULT_HEADER}; undefined when some part of it is no fault. */
export function parseFaults(header: string): ReadonlyMap<string, Fault> | undefined {
  const faults = new Map<string, Fault>();
  for (const part of header.split(",")) {
    const [subgraph = "", text = ""] = part.trim().split("=", 2);
    const fault = parseFault(text);
    if (subgraph === "" || fault === undefined) return undefined;
    faults.set(subgraph, fault);
  }
  return faults;
}

/** The faults that hold until told otherwise. Exists in development alone. */
export interface FaultSwitch {
  readonly faults: ReadonlyMap<string, Fault>;
  set(subgraph: string, fault: Fault): void;
  clear(subgraph: string): void;
}

export function createFaultSwitch(): FaultSwitch {
  const faults = new Map<string, Fault>();
  return {
    faults,
    set: (subgraph, fault) => void faults.set(subgraph, fault),
    clear: (subgraph) => void faults.delete(subgraph),
  };
}
