import { spawn } from "node:child_process";
import { once } from "node:events";
import { root } from "./paths.ts";

/**
 * Runs vitest to its end. A signal to this process alone ends it too: it would go on for minutes, with nobody to see it.
 * @returns its exit code
 */
export async function runVitest(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn("vitest", ["run", ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
    shell: process.platform === "win32",
  });
  // Of Ctrl-C vitest is told by the terminal as well, and a second SIGINT would end it before it has cleaned up.
  const end = () => void child.kill("SIGTERM");
  for (const signal of SIGNALS) process.on(signal, end);
  const [code] = (await once(child, "close")) as [number | null];
  for (const signal of SIGNALS) process.off(signal, end);
  return code ?? 1;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
