import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const RUN = fileURLToPath(new URL("run.mjs", import.meta.url));
const compose = (...args: string[]) => promisify(execFile)(process.execPath, [RUN, "compose", ...args]);

it("the committed supergraph is what the subgraphs' schemas compose to", async () => {
  expect(await compose("--check")).toEqual({ stdout: "", stderr: "" });
});

it("an unknown option is refused in one line", async () => {
  await expect(compose("--chekc")).rejects.toMatchObject({ code: 1, stderr: "compose: Unknown option '--chekc'\n" });
});
