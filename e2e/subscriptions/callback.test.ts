import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runTool, startSystem } from "../system/running.ts";

const folder = mkdtempSync(join(tmpdir(), "threefold-callback-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("subgraphs that call back are followed as those with WebSockets are: the demo's two subscribers see an order through", async () => {
  const file = join(folder, "gateway.yaml");
  writeFileSync(file, "all-subgraphs: { stream: { protocol: callback } }\n");
  await using system = await startSystem({ environment: { CONFIG: file } });
  const demo = runTool("demo", { PORT_BASE: String(system.portBase) });
  expect(await demo.ended, demo.output()).toBe(0);
  expect(demo.output()).toMatch(/Both saw TF-\d{4}-\d{6} from its confirmation to its delivery/);
  const log = readFileSync(join(system.directory, "logs/gateway.log"), "utf8");
  expect(log).toMatch(/"path":"\/callbacks\/[\w-]+","status":204/);
}, 120_000);
