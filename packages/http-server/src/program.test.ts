import { spawn } from "node:child_process";
import { once } from "node:events";
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
