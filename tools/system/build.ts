import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { root } from "./paths.ts";

const TURBO = createRequire(import.meta.url).resolve("turbo/bin/turbo");

/**
 * Brings up to date what is generated and built: clients, types, pages. What has not changed is taken from turbo's cache.
 * @throws Error with what the failing step printed
 */
export async function build(tasks: readonly string[] = ["generate", "build"]): Promise<void> {
  const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1" };
  const child = spawn(process.execPath, [TURBO, "run", ...tasks, "--output-logs=errors-only"], {
    cwd: root,
    env: environment,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code !== 0) throw new Error(`building failed:\n${output}`);
}
