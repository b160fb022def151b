// Costs are sums of products that clients choose. They stop at a bound rather than overflow: an overflow is how a limit
// is gone round (CVE-2025-32033), and Infinity times nothing would be a cost below every limit.

const MOST = Number.MAX_SAFE_INTEGER;

/** A cost that a field and all that belongs to it adds: never a discount on what stands beside it. */
export const bounded = (cost: number): number => Math.min(MOST, Math.max(0, cost));

/** How many values: never fewer than none. */
export const count = (size: number): number => Math.min(MOST, Math.max(0, Math.trunc(size)));
