import { spawnSync } from "node:child_process";
import { runProgram } from "@threefold/http-server";
import { type ProcessName, subgraphs } from "../topology.ts";
import { build } from "./system/build.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";
import { runSystem } from "./system/run.ts";
import { onChange } from "./system/watch.ts";

/**
 * `npm run dev`: as `npm start`, and what is edited takes effect. A process is restarted when its code changes, all are when
 * a package's does; a changed `schema.graphql` is composed anew, and the gateway, which watches the supergraph, takes it over.
 */
await runProgram("dev", async () => {
  assertNoArguments("npm run dev runs the system as npm start does, and applies edits as they are made.");
  const system = await runSystem();
  const stopping = new AbortController();
  const restart = async (name: ProcessName, why: string) => {
    const started = performance.now();
    await system.restart(name);
    console.log(`${name} restarted in ${Math.round(performance.now() - started)} ms: ${why} changed`);
  };
  const watching = [
    ...subgraphs.map((name) =>
      onChange(`subgraphs/${name}`, stopping.signal, async (files) => {
        if (files.includes("schema.graphql")) {
          await build(["generate"]);
          compose();
        }
        await restart(name, files.join(", "));
      }),
    ),
    onChange("gateway/src", stopping.signal, (files) => restart("gateway", files.join(", "))),
    onChange("rest", stopping.signal, (files) => restart("rest", files.join(", "))),
    onChange("packages", stopping.signal, async (files) => {
      for (const name of system.processes.keys()) await restart(name, files.join(", "));
    }),
  ];
  const close = async () => {
    stopping.abort();
    await Promise.all(watching);
    await system.close();
  };
  return { close, closesWithin: system.closesWithin };
});

/** A schema that does not compose is said so, and the gateway goes on with the one it has. */
function compose(): void {
  spawnSync(process.execPath, ["tools/run.mjs", "compose"], { cwd: root, stdio: "inherit" });
}
