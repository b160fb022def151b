import { monolith } from "../../topology.ts";
import { type Answer, type Credentials, post } from "../system/client.ts";
import { runTool } from "../system/running.ts";

/** The monolith beside the running system, on its databases. */
export interface RunningMonolith extends AsyncDisposable {
  ask<Data>(query: string, variables: object, credentials: Credentials): Promise<Answer<Data>>;
}

export async function startMonolith(system: { directory: string; portBase: number }): Promise<RunningMonolith> {
  const environment = { DATA_DIRECTORY: system.directory, PORT_BASE: String(system.portBase) };
  const tool = runTool("monolith", environment);
  await tool.printed("Ctrl-C stops it");
  const url = `http://127.0.0.1:${system.portBase + monolith.port}`;
  return {
    ask: (query, variables, credentials) => post(url, query, variables, credentials),
    async [Symbol.asyncDispose]() {
      tool.child.kill("SIGINT");
      await tool.ended;
    },
  };
}
