import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import { expect, it } from "vitest";

const program = new URL("program.ts", import.meta.url).href;

/** How a program ends that is told to when it runs, and what it has said by then. */
async function ended(text: string) {
  const code = `import { runProgram } from ${JSON.stringify(program)};${text}console.log("runs");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: "pipe" });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (part: string) => {
      said[name] += part;
    });
  }
  await once(child.stdout, "data");
  const end = once(child, "close");
  child.kill("SIGTERM");
  return { code: (await end)[0], ...said };
}

it.each([
  ["may take as long as it says", 60_000, { code: 0, stdout: "runs\nclosed\n" }],
  ["may take no longer", 50, { code: 1, stdout: "runs\n" }],
])("a program that is told to end %s", async (_what, closesWithin, expected) => {
  const ending = await ended(`
    const kept = setInterval(() => {}, 1_000);
    const close = () => new Promise((resolve) => setTimeout(resolve, 1_000)).then(() => { clearInterval(kept); console.log("closed"); });
    await runProgram("slow", async () => ({ close, closesWithin: ${closesWithin} }));`);
  expect(ending).toMatchObject(expected);
});

it("a program that cannot be closed says why", async () => {
  const ending = await ended(`
    setInterval(() => {}, 1_000);
    await runProgram("broken", async () => ({ close: async () => { throw new Error("no room"); } }));`);
  expect(ending).toMatchObject({ code: 1, stderr: expect.stringMatching(/^broken: Error: no room\n/) });
});

it.each([
  [
    "while it starts ends, and says so in a line",
    "new Promise(() => setTimeout(() => {}, 60_000))",
    { code: 1, said: "starting: the process that started it has ended, and so does this one\n" },
  ],
  [
    "when it has just started is closed, and nothing breaks",
    "Promise.resolve().then(() => { process.disconnect(); return { close: async () => {} }; })",
    { code: 0, said: "" },
  ],
])("a program whose parent ends %s", async (_what, starting, expected) => {
  const code = `
    import { runProgram } from ${JSON.stringify(program)};
    await runProgram("starting", () => {
      process.send("starts");
      return ${starting};
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  using _child = { [Symbol.dispose]: () => void child.kill("SIGKILL") };
  const said = readText(child.stderr ?? Readable.from([]));
  const end = once(child, "exit");
  await once(child, "message");
  if (child.connected) child.disconnect();
  expect({ code: (await end)[0], said: await said }).toEqual(expected);
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
