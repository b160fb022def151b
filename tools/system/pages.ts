import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { people } from "@threefold/prisma";
import { healthMounts, type ProcessName, type ProcessPlan, processes, subgraphs } from "../../topology.ts";
import type { SystemConfiguration } from "./configuration.ts";
import type { OpenedDatabases } from "./databases.ts";
import { root } from "./paths.ts";

/**
 * Puts the built pages into the data directory, with what they must know of this system in `system.json` (its type is in
 * web/src/system.ts): what runs, where, who tells how it is, and as whom one may sign in.
 * @returns the folder to serve
 */
export async function publishPages(
  configuration: Pick<SystemConfiguration, "DATA_DIRECTORY" | "PORT_BASE">,
  databases: Pick<OpenedDatabases, "place">,
  built = join(root, "web/dist"),
): Promise<string> {
  const pages = join(configuration.DATA_DIRECTORY, "pages");
  // Of an older build nothing stays: its compressed files would be sent for new ones that have none.
  await rm(pages, { recursive: true, force: true });
  await mkdir(pages, { recursive: true });
  await cp(built, pages, { recursive: true });
  const names = Object.entries(processes) as [ProcessName, ProcessPlan][];
  const system = {
    processes: [
      ...names.map(([name, plan]) => process(name, plan, configuration.PORT_BASE)),
      {
        name: "PostgreSQL",
        role: "three databases, one for each subgraph",
        url: databases.place,
        health: subgraphs.map((name) => ({ href: healthOf(name), check: "database" })),
      },
    ],
    people: Object.values(people).map(({ username, name, role, password }) => ({ username, name, role, password })),
  };
  await writeFile(join(pages, "system.json"), JSON.stringify(system));
  return pages;
}

function process(name: ProcessName, { role, port, metricsPort }: ProcessPlan, portBase: number) {
  const url = `http://127.0.0.1:${portBase + port}`;
  const links = [
    { label: "health", href: `${url}/health/ready` },
    { label: "metrics", href: `http://127.0.0.1:${portBase + metricsPort}/metrics` },
  ];
  return { name, role, url, links, health: [{ href: healthOf(name) }] };
}

/** Where the gateway tells how a process is. */
function healthOf(name: ProcessName): string {
  const mount = Object.entries(healthMounts).find(([, { process }]) => process === name);
  return `${mount?.[0] ?? "/health"}/ready`;
}
