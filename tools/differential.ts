import { spawnSync } from "node:child_process";
import { root } from "./system/paths.ts";

/**
 * `npm run test:differential`: the gateway's engine against its oracles, over 20,000 operations that nobody has seen, and
 * in parts against itself as a whole, over 2,600 that defer fragments.
 */
const { CASES = "20000", DEFER_CASES = "2600" } = process.env;
const tests = ["gateway/src/execution/differential.test.ts", "gateway/src/execution/incremental/incremental.test.ts"];
const { status } = spawnSync("vitest", ["run", ...tests], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, CASES, DEFER_CASES },
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
