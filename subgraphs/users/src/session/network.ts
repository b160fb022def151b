import { isIPv4, isIPv6 } from "node:net";

/**
 * Who an address stands for when attempts are counted: an IPv4 address itself, and of an IPv6 address its first 64 bits,
 * since whoever has one usually has the whole network. What is no address counts as one and the same.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined) return "unknown";
  const mapped = address.replace(/^::ffff:/i, "");
  if (isIPv4(mapped)) return mapped;
  return isIPv6(address) ? firstHalf(address) : "unknown";
}

function firstHalf(address: string): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => "0");
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** The groups of a part of an address; one written as IPv4 at the end counts as two. */
const groups = (part: string): string[] =>
  part === "" ? [] : part.split(":").flatMap((group) => (group.includes(".") ? ["0", "0"] : [group]));
