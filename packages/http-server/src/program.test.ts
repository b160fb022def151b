import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const program = new URL("program.ts", import.meta.url).href;

/** How a program ends that takes a second to close, of `closesWithin` milliseconds. */
async function ended(closesWithin: number) {
  const text = `
    import { runProgram } from ${JSON.stringify(program)};
    const kept = setInterval(() => {}, 1_000);
    const close = () => new Promise((resolve) => setTimeout(resolve, 1_000)).then(() => { clearInterval(kept); console.log("closed"); });
    await runProgram("slow", async () => ({ close, closesWithin: ${closesWithin} }));
    console.log("runs");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", text], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    said += part;
  });
  await once(child.stdout, "data");
  const end = once(child, "close");
  child.kill("SIGTERM");
  const [code] = await end;
  return { code, said };
}

it("a program that is told to end may take as long as it says, and no longer", async () => {
  expect(await ended(60_000)).toEqual({ code: 0, said: "runs\nclosed\n" });
  expect(await ended(50)).toEqual({ code: 1, said: "runs\n" });
});

it("a program that cannot be closed says why", async () => {
  const text = `
    import { runProgram } from ${JSON.stringify(program)};
    setInterval(() => {}, 1_000);
    await runProgram("broken", async () => ({ close: async () => { throw new Error("no room"); } }));
    console.log("runs");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", text], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    said += part;
  });
  await once(child.stdout, "data");
  const end = once(child, "close");
  child.kill("SIGTERM");
  expect((await end)[0]).toBe(1);
  expect(said).toMatch(/^broken: Error: no room\n/);
});

const IN_A_NAMESPACE = ["--pid", "--fork", "--kill-child"];
const hasNamespaces = spawnSync("unshare", [...IN_A_NAMESPACE, "true"]).status === 0;

it.skipIf(!hasNamespaces)("the first process of a container ends when it is told to while it starts", async () => {
  const text = `
    import { runProgram } from ${JSON.stringify(program)};
    await runProgram("starting", () => {
      console.log("starts");
      return new Promise((resolve) => setTimeout(resolve, 60_000, { close: async () => {} }));
    });`;
  const run = [process.execPath, "--input-type=module", "--eval", text];
  const outside = spawn("unshare", [...IN_A_NAMESPACE, ...run], { stdio: ["ignore", "pipe", "ignore"] });
  using _outside = { [Symbol.dispose]: () => void outside.kill("SIGKILL") };
  await once(outside.stdout, "data");
  const end = once(outside, "close");
  const inside = await readFile(`/proc/${outside.pid}/task/${outside.pid}/children`, "utf8");
  process.kill(Number(inside), "SIGTERM");
  expect(await end).toEqual([143, null]);
});
