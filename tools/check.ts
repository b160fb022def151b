import { spawnSync } from "node:child_process";
import { failsInOneLine } from "./demo/failure.ts";
import { assertNoArguments } from "./system/no-arguments.ts";
import { root } from "./system/paths.ts";

/** `npm run check`: everything that can be said of the sources without running them. Each says what it looks at. */
const CHECKS: readonly (readonly [what: string, ...command: string[]])[] = [
  ["generated code", "turbo", "run", "generate", "--output-logs=errors-only"],
  ["format and lint", "biome", "check", "--error-on-warnings", "."],
  ["types", "tsc", "-p", "."],
  ["types of the pages", "tsc", "-p", "web"],
  ["dead code", "knip", "--no-config-hints"],
  ["arrows of the house", "node", "tools/run.mjs", "arrows"],
  ["lock file", "node", "tools/run.mjs", "lockfile"],
  ["supergraph", "node", "tools/run.mjs", "compose", "--check"],
  ["table of what schema-check finds", "node", "schema-check/tools/table.ts", "--check"],
  ["description of the REST API", "node", "tools/run.mjs", "openapi", "--check"],
  ["table of who may do what", "node", "tools/run.mjs", "authorisation", "--check"],
];

await failsInOneLine("check", async () => {
  assertNoArguments("npm run check says of the sources what can be said without running them.");
  const failed = CHECKS.filter(([what, command = "", ...args]) => {
    process.stdout.write(`\n— ${what}\n`);
    const { status, error } = spawnSync(command, args, {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
    });
    if (error) console.error(error.message);
    return status !== 0;
  });
  process.stdout.write(
    failed.length === 0 ? "\nAll checks passed.\n" : `\nFailed: ${failed.map(([what]) => what).join(", ")}.\n`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
});
