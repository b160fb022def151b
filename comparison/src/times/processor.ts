import { readdirSync, readFileSync } from "node:fs";

/**
 * CPU that processes have used since they began, in milliseconds, by name. It is read hundreds of times, while nothing else is to be
 * done: at once, which takes a tenth of the time.
 */
export type ReadCpu = () => Record<string, number>;

/** A clock tick of /proc: Linux has had a hundred a second, for programs, on every machine. */
const TICK_MS = 10;
const NS_PER_MS = 1e6;

const PROGRAMS: Readonly<Record<string, RegExp>> = {
  gateway: /gateway\/(bin|src)\//,
  rest: /rest\/src\/main/,
  products: /subgraphs\/products\//,
  users: /subgraphs\/users\//,
  orders: /subgraphs\/orders\//,
  monolith: /monolith\/src\/main/,
};

/**
 * Reads the CPU of a system's processes, and of the PostgreSQL under it, from /proc: to the nanosecond of what runs
 * (`schedstat` of its threads, which are all there from the beginning), in clock ticks of children that have ended.
 * @param root the process that started them
 * @returns undefined where there is no /proc
 */
function cpuOf(root: number): ReadCpu | undefined {
  if (process.platform !== "linux") return undefined;
  return () => {
    const used: Record<string, number> = {};
    for (const { pid, name } of processesOf(root)) used[name] = (used[name] ?? 0) + cpuMs(pid);
    return used;
  };
}

/**
 * Who reads the CPU of what answers on a rung: on G0, of what stands beside the system, and of the system's PostgreSQL. REST never asks
 * the gateway, and GraphQL never the edge: what they do of themselves meanwhile is not its cost.
 */
export function readersOf(
  system: number | undefined,
  naive: number | undefined,
): ((rung: string) => ReadCpu) | undefined {
  const all = cpuOfAll([system]);
  const beside = naive === undefined ? all : cpuOfAll([system, naive]);
  if (all === undefined || beside === undefined) return undefined;
  return (rung) => without(rung.startsWith("R") ? "gateway" : "rest", rung === "G0" ? beside : all);
}

const without =
  (name: string, read: ReadCpu): ReadCpu =>
  () => {
    const { [name]: _idle, ...used } = read();
    return used;
  };

/** The CPU of what several processes started: of those that have the same name, the last one's. */
export function cpuOfAll(roots: readonly (number | undefined)[]): ReadCpu | undefined {
  const known = roots
    .map((root) => (root === undefined ? undefined : cpuOf(root)))
    .filter((read) => read !== undefined);
  if (known.length < roots.length) return undefined;
  return () => Object.assign({}, ...known.map((read) => read()));
}

function processesOf(root: number): { pid: number; name: string }[] {
  const all = readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), parent: Number(fieldsOf(said(`/proc/${entry}/stat`))[1] ?? 0) }));
  const inside = new Set([root]);
  for (let before = 0; before !== inside.size; ) {
    before = inside.size;
    for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
  }
  return [...inside].flatMap((pid) => {
    const command = said(`/proc/${pid}/cmdline`);
    const known = Object.entries(PROGRAMS).find(([, program]) => program.test(command))?.[0];
    const name = known ?? (/postgres/.test(command) ? "postgres" : undefined);
    return name ? [{ pid, name }] : [];
  });
}

/** Nothing of a process that has ended in between. */
function said(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** What follows the process's name, which may have spaces: state, parent, … (proc(5)). */
const fieldsOf = (stat: string) => stat.slice(stat.lastIndexOf(")") + 2).split(" ");

/** Of a process: its threads', and its ended children's. */
function cpuMs(pid: number): number {
  const stat = said(`/proc/${pid}/stat`);
  // Kernels without statistics of their scheduler say nothing, or nought.
  const ns = threadsOf(pid)
    .map((thread) => Number.parseInt(said(`/proc/${pid}/task/${thread}/schedstat`), 10) || 0)
    .reduce((sum, each) => sum + each, 0);
  return (ns > 0 ? ns / NS_PER_MS : ticks(stat, OWN) * TICK_MS) + ticks(stat, ENDED) * TICK_MS;
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Fields of `stat`: utime and stime, and those of children that have ended. */
const OWN = [11, 13] as const;
const ENDED = [13, 15] as const;

const ticks = (stat: string, [from, to]: readonly [number, number]) =>
  fieldsOf(stat)
    .slice(from, to)
    .reduce((sum, field) => sum + Number(field), 0);
