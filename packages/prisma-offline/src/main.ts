import { parseArguments } from "./arguments.ts";
import { runDatabaseCommand } from "./database-command.ts";

/** Plays the native engine's program (prisma-engines, schema-engine/cli), as far as Prisma's CLI uses it. */
const invocation = parseArguments(process.argv.slice(2));
switch (invocation.command) {
  case "version": {
    const { version } = await import("@prisma/schema-engine-wasm");
    process.stdout.write(`schema-engine-cli ${version()}\n`);
    break;
  }
  case "database":
    process.exitCode = await runDatabaseCommand(invocation.operation, invocation.url);
    break;
  case "serve": {
    // Only now: WebAssembly takes a moment to load.
    const { serve } = await import("./serve.ts");
    await serve(invocation, process.stdin, process.stdout);
  }
}
