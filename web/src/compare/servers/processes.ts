import type { Cpu } from "../times.ts";

/** Processes in the order in which bars have them: who answers, whom it asks, and what keeps the rows. */
export const PROCESSES = ["gateway", "rest", "monolith", "products", "users", "orders", "postgres"] as const;

/** Kinds of parts, with what they are called on a bar and in its legend. */
export const KINDS = [
  ["joins", "gateway or edge"],
  ["products", "products"],
  ["users", "users"],
  ["orders", "orders"],
  ["postgres", "PostgreSQL"],
] as const;

/** What each process has of a bar; one joins, so only one of those that do has a part of it. */
export const partsOf = ({ ms }: Cpu): { kind: string; value: number; name: string }[] => {
  const joins = PROCESSES.slice(0, 3).reduce((sum, name) => sum + (ms[name] ?? 0), 0);
  const others = KINDS.slice(1).map(([kind, name]) => ({ kind, value: ms[kind] ?? 0, name }));
  return [{ kind: "joins", value: joins, name: "" }, ...others];
};
