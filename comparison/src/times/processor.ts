import { readdir, readFile } from "node:fs/promises";

/** CPU that processes have used since they began, in milliseconds, by name. */
export type ReadCpu = () => Promise<Record<string, number>>;

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
  return async () => {
    const used: Record<string, number> = {};
    for (const { pid, name } of await processesOf(root)) {
      used[name] = (used[name] ?? 0) + (await cpuMs(pid));
    }
    return used;
  };
}

/** Who reads the CPU of what answers on a rung: on G0, of what stands beside the system, and of the system's PostgreSQL. */
export function readersOf(
  system: number | undefined,
  naive: number | undefined,
): ((rung: string) => ReadCpu) | undefined {
  const all = cpuOfAll([system]);
  const beside = naive === undefined ? all : cpuOfAll([system, naive]);
  return all && beside && ((rung) => (rung === "G0" ? beside : all));
}

/** The CPU of what several processes started: of those that have the same name, the last one's. */
export function cpuOfAll(roots: readonly (number | undefined)[]): ReadCpu | undefined {
  const known = roots
    .map((root) => (root === undefined ? undefined : cpuOf(root)))
    .filter((read) => read !== undefined);
  if (known.length < roots.length) return undefined;
  return async () => Object.assign({}, ...(await Promise.all(known.map((read) => read()))));
}

async function processesOf(root: number): Promise<{ pid: number; name: string }[]> {
  const all = await Promise.all(
    (await readdir("/proc"))
      .filter((entry) => /^\d+$/.test(entry))
      .map(async (entry) => {
        const [stat, command] = await Promise.all(
          ["stat", "cmdline"].map((file) => readFile(`/proc/${entry}/${file}`, "utf8").catch(() => "")),
        );
        return { pid: Number(entry), parent: Number(fieldsOf(stat ?? "")[1] ?? 0), command: command ?? "" };
      }),
  );
  const inside = new Set([root]);
  for (let before = 0; before !== inside.size; ) {
    before = inside.size;
    for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
  }
  return all.flatMap(({ pid, command }) => {
    if (!inside.has(pid)) return [];
    const known = Object.entries(PROGRAMS).find(([, program]) => program.test(command))?.[0];
    const name = known ?? (/postgres/.test(command) ? "postgres" : undefined);
    return name ? [{ pid, name }] : [];
  });
}

/** What follows the process's name, which may have spaces: state, parent, … (proc(5)). */
const fieldsOf = (stat: string) => stat.slice(stat.lastIndexOf(")") + 2).split(" ");

/** Of a process that is there: its threads', and its ended children's. Nothing of one that has ended in between. */
async function cpuMs(pid: number): Promise<number> {
  const [stat, threads] = await Promise.all([
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""),
    readdir(`/proc/${pid}/task`).catch(() => []),
  ]);
  const times = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(() => "0")),
  );
  // Kernels without statistics of their scheduler say nothing, or nought.
  const ns = times.reduce((sum, text) => sum + Number.parseInt(text, 10), 0);
  return (ns > 0 ? ns / NS_PER_MS : ticks(stat, OWN) * TICK_MS) + ticks(stat, ENDED) * TICK_MS;
}

/** Fields of `stat`: utime and stime, and those of children that have ended. */
const OWN = [11, 13] as const;
const ENDED = [13, 15] as const;

const ticks = (stat: string, [from, to]: readonly [number, number]) =>
  fieldsOf(stat)
    .slice(from, to)
    .reduce((sum, field) => sum + Number(field), 0);
