import { runProgram } from "@threefold/http-server";
import { helpText } from "./configuration/options.ts";
import { readOptions } from "./configuration/read.ts";

if (process.argv.includes("--help")) process.stdout.write(helpText());
else {
  await runProgram("threefold-gateway", async () => {
    const configuration = readOptions(process.argv.slice(2), process.env);
    // Only now, so that a wrong option is told at once: the engines' libraries take their time to load.
    const { start } = await import("./start.ts");
    return start(configuration);
  });
}
