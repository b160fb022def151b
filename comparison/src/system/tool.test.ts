import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";

const TOOL = new URL("tool.ts", import.meta.url).href;

/** As `npm start` does, it ends in its order when it is asked to, or when who started it is gone. */
const SYSTEM = `
  import { createServer } from "node:net";
  const server = createServer().listen(0, "127.0.0.1", () => console.log("serves " + server.address().port));
  let asked = 0;
  process.on("SIGINT", () => { if (++asked === 1) setImmediate(() => { console.log("asked " + asked); process.exit(0); }); });
  process.once("disconnect", () => process.exit(0));
`;

/** As the comparison does, it ends what it started when it is interrupted. */
const COMPARISON = `
  import { once } from "node:events";
  import { startTool } from ${JSON.stringify(TOOL)};
  const stopping = new AbortController();
  process.on("SIGINT", () => stopping.abort());
  {
    await using system = startTool(["--input-type=module", "-e", process.env.SYSTEM], process.env);
    await system.prints("serves ");
    console.log(system.process.pid + " " + system.printed());
    await once(stopping.signal, "abort");
    console.log("still there: " + (system.process.exitCode === null));
    await system[Symbol.asyncDispose]();
    console.log(system.printed());
  }
`;

/** A comparison in a process group of its own, as a terminal has it, with a system that serves. */
async function startComparison() {
  const program = spawn(process.execPath, ["--input-type=module", "-e", COMPARISON], {
    detached: true,
    env: { ...process.env, SYSTEM },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  program.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  while (!/serves \d+\n/.test(said)) await once(program.stdout, "data");
  const [, pid = "", port = ""] = /^(\d+) serves (\d+)/.exec(said) ?? [];
  const client = connect(Number(port), "127.0.0.1");
  await once(client, "connect");
  // A process that is gone may close its connections or reset them.
  client.on("error", () => {});
  const systemGone = new Promise<void>((gone) => client.once("close", () => gone()));
  return { program, said: () => said, systemPid: Number(pid), systemGone };
}

const signalGroup = ({ pid }: ChildProcess, signal: NodeJS.Signals) => process.kill(-Number(pid), signal);

test("ctrl-C in a terminal reaches the comparison alone, which ends its system: nothing is left behind", async () => {
  const { program, said, systemPid, systemGone } = await startComparison();
  signalGroup(program, "SIGINT");
  const [code] = await once(program, "close");
  await systemGone;
  expect(said()).toContain("still there: true\n");
  expect(said()).toContain("asked 1\n");
  expect(code).toBe(0);
  expect(() => process.kill(systemPid, 0)).toThrow("ESRCH");
});

test("a comparison that is killed leaves no system behind either", async () => {
  const { program, systemGone } = await startComparison();
  signalGroup(program, "SIGKILL");
  await once(program, "close");
  await systemGone;
});
