import { spawnSync } from "node:child_process";
import { build } from "./system/build.ts";
import { root } from "./system/paths.ts";

/** `npm test [-- FILTER]`: what tests need is generated and built, then vitest runs them. Tests are never cached. */
await build();
const { status } = spawnSync("vitest", ["run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
