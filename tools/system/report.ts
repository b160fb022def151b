import { styleText } from "node:util";
import { people } from "@threefold/prisma";
import { type ProcessName, type ProcessPlan, processes } from "../../topology.ts";
import type { SystemConfiguration } from "./configuration.ts";
import { urlOf } from "./environment.ts";
import { local } from "./start.ts";

/** What a person reads when everything is up: what runs where, and what to do with it. */
export function report(configuration: SystemConfiguration, database: string, seconds: number): string {
  const gateway = `http://localhost:${configuration.PORT_BASE}`;
  const names = Object.entries(processes) as [ProcessName, ProcessPlan][];
  const rows = names.map(
    ([name, { role }]) =>
      [name, name === "gateway" ? gateway : urlOf(local(configuration), name), "ready", role] as const,
  );
  return `
${table([["process", "url", "health", "what it is for"], ...rows])}
${styleText("dim", database)}

${styleText("bold", "Ready")} in ${seconds.toFixed(1)} s. Go on:

  Start page    ${gateway}/
  Playground    ${gateway}/playground/
  Live board    ${gateway}/live/
  Comparison    ${gateway}/compare/
  REST          ${gateway}/rest/reference/
  From a shell  curl ${gateway}/graphql -H 'content-type: application/json' \\
                  -d '{"query":"{ products(first: 3) { edges { node { name unitsSold seller { displayName } } } } }"}'
  A tour        npm run demo

Sign in as (user name / password):

${Object.values(people)
  .map(({ username, password, about }) => `  ${username.padEnd(8)}${password.padEnd(20)}${styleText("dim", about)}`)
  .join("\n")}

Ctrl-C stops everything. Logs are in ${configuration.DATA_DIRECTORY}/logs.
`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  const [head = [], ...body] = rows;
  const health = (text: string) => text.replace(" ready ", ` ${styleText("green", "ready")} `);
  return [styleText("dim", line(head)), ...body.map(line).map(health)].join("\n");
}
