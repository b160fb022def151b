import { spawnSync } from "node:child_process";
import { root } from "./system/paths.ts";

/** `npm run test:differential`: the gateway's engine against its oracles, over 20,000 operations that nobody has seen. */
const { CASES = "20000" } = process.env;
const { status } = spawnSync("vitest", ["run", "gateway/src/execution/differential.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, CASES },
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
