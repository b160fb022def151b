import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cpuOfAll, type ReadCpu, readersOf } from "./processor.ts";

/** How long a program of what stands beside has worked: nobody takes it for the system's. */
const WORKED_MS = 300;

/** Works as long as it is told to, says so, and ends when who started it does. */
const PROGRAM = `
const began = process.cpuUsage();
while (process.cpuUsage(began).user < 1000 * process.env.MS);
console.log();
process.stdin.on("end", () => process.exit()).resume();
`;

/** Starts programs, and says when all of them have worked. */
const STARTER = `
const { spawn } = require("node:child_process");
const { NAMES, PROGRAM } = process.env;
const programs = NAMES.split(",").map((argv0) => spawn(process.execPath, ["-e", PROGRAM], { argv0 }));
let working = programs.length;
for (const { stdout } of programs) stdout.once("data", () => --working || console.log());
process.stdin.on("end", () => process.exit()).resume();
`;

/** A process that has started others, as `npm start` does. Each is known by its command line. */
async function start(names: readonly string[], ms: number) {
  const system = spawn(process.execPath, ["-e", STARTER], {
    argv0: "npm-start",
    env: { NAMES: names.join(), MS: String(ms), PROGRAM },
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(system.stdout, "data");
  return system;
}

const reason = process.platform === "linux" ? undefined : "only Linux says in /proc what a process has used";
const title = reason === undefined ? "CPU of a system's processes" : `CPU of a system's processes (skipped: ${reason})`;

describe.skipIf(reason !== undefined)(title, () => {
  const systems: Awaited<ReturnType<typeof start>>[] = [];
  let readerOf: (rung: string) => ReadCpu;
  let readNaive: ReadCpu;
  beforeAll(async () => {
    const beside = ["gateway/bin/threefold-gateway.js", "subgraphs/products/src/main.ts"];
    systems.push(
      await start([...beside, "rest/src/main.ts", "postgres: checkpointer"], 0),
      await start(beside, WORKED_MS),
    );
    const [system, naive] = systems.map(({ pid }) => pid);
    const [readers, read] = [readersOf(system, naive), cpuOfAll([naive])];
    if (readers === undefined || read === undefined) throw new Error("what the processes have used cannot be read");
    [readerOf, readNaive] = [readers, read];
  });
  afterAll(() => {
    for (const { stdin } of systems) stdin.end();
  });

  test("REST never pays for the gateway, and GraphQL never for the edge", () => {
    const paidOn = (rung: string) => Object.keys(readerOf(rung)()).toSorted();
    for (const rung of ["R0", "R1", "R3s"]) expect(paidOn(rung), rung).toEqual(["postgres", "products", "rest"]);
    for (const rung of ["G0", "G1", "G3"]) expect(paidOn(rung), rung).toEqual(["gateway", "postgres", "products"]);
  });

  test("G0 pays for the gateway and the services that stand beside, and other rungs for the system's", () => {
    const before = readNaive();
    const [naive, competent] = [readerOf("G0")(), readerOf("G1")()];
    const after = readNaive();
    for (const name of ["gateway", "products"]) {
      // What a process has used never grows less.
      expect(naive[name]).toBeGreaterThanOrEqual(before[name] ?? WORKED_MS);
      expect(naive[name]).toBeLessThanOrEqual(after[name] ?? 0);
      expect(competent[name]).toBeGreaterThan(0);
      expect(competent[name]).toBeLessThan(naive[name] ?? 0);
    }
  });

  test("where nothing stands beside, G0 pays for the system's too", () => {
    const alone = readersOf(systems[0]?.pid, undefined)?.("G0")();
    expect(Object.keys(alone ?? {}).toSorted()).toEqual(["gateway", "postgres", "products"]);
    expect(alone?.["gateway"]).toBeLessThan(readNaive()["gateway"] ?? 0);
  });
});

test("nobody reads the CPU of a system that somebody else has started", () => {
  expect(readersOf(undefined, undefined)).toBeUndefined();
});
