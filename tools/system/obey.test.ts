import { spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";

it("a parent that has ended before its wish was done is not told, and nothing breaks", async () => {
  const code = `
    import { obeyParent } from ${JSON.stringify(new URL("obey.ts", import.meta.url).href)};
    obeyParent({ end: async () => {}, restart: () => new Promise((done) => process.once("disconnect", done)) });
    process.send("obeys");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const said = text(child.stderr ?? Readable.from([]));
  await once(child, "message");
  const end = once(child, "exit");
  child.send({ do: "restart", process: "users" }, () => child.disconnect());
  expect(await end).toEqual([0, null]);
  expect(await said).toBe("");
});
