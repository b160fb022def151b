import { runProgram } from "@threefold/http-server";
import { assertNoArguments } from "./system/no-arguments.ts";
import { obeyParent } from "./system/obey.ts";
import { runSystem } from "./system/run.ts";

/** `npm start`: the whole system on this machine, until Ctrl-C. */
await runProgram("start", async () => {
  assertNoArguments("npm start runs the system on this machine, until Ctrl-C.");
  const system = await runSystem();
  obeyParent(system);
  return system;
});
