import { readdir, readFile } from "node:fs/promises";

/** CPU that processes have used since they began, in milliseconds, by name. */
export type ReadCpu = () => Promise<Record<string, number>>;

/** A clock tick of /proc: Linux has had a hundred a second, for programs, on every machine. */
const TICK_MS = 10;

const PROGRAMS: Readonly<Record<string, RegExp>> = {
  gateway: /gateway\/(bin|src)\//,
  rest: /rest\/src\/main/,
  products: /subgraphs\/products\//,
  users: /subgraphs\/users\//,
  orders: /subgraphs\/orders\//,
  monolith: /monolith\/src\/main/,
};

/**
 * Reads the CPU of a system's processes, and of the PostgreSQL under it, from /proc.
 * @param root the process that started them
 * @returns undefined where there is no /proc
 */
export async function cpuOf(root: number): Promise<ReadCpu | undefined> {
  if (process.platform !== "linux") return undefined;
  return async () => {
    const used: Record<string, number> = {};
    for (const { pid, name } of await processesOf(root)) {
      const ms = await readFile(`/proc/${pid}/stat`, "utf8").then(ticks, () => 0);
      used[name] = (used[name] ?? 0) + ms * TICK_MS;
    }
    return used;
  };
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

/** utime, stime, and those of children that have ended. */
const ticks = (stat: string) =>
  fieldsOf(stat)
    .slice(11, 15)
    .reduce((sum, field) => sum + Number(field), 0);
