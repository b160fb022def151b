import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../src/testing/free-port.ts";

/** A gateway to measure. */
export interface Candidate {
  readonly name: string;
  /** Subscribers that it is measured with at most: of more, a run would take too long. */
  readonly most: number;
  readonly command: (port: number) => readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What one is started with. */
export interface Setting {
  readonly supergraph: string;
  /** The configuration file of our own. */
  readonly config: string;
  /** Who signs people's tokens. */
  readonly people: Readonly<Record<string, string>>;
}

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const peers = fileOf("../../../bench/peers/node_modules");

/** All that can run here. Hive Gateway is among them when it is installed: `npm install --prefix bench/peers`. */
export function candidates({ supergraph, config, people }: Setting): readonly Candidate[] {
  const hive = join(peers, ".bin/hive-gateway");
  return [
    {
      name: "threefold",
      most: Number.POSITIVE_INFINITY,
      command: (port) => [
        fileOf("../../bin/threefold-gateway.js"),
        ...["--supergraph", supergraph, "--config", config, "--port", String(port), "--log-level", "error"],
      ],
      environment: people,
    },
    {
      name: "stock executor",
      most: 1_000,
      command: (port) => [fileOf("stock.ts"), supergraph, String(port)],
      environment: { APOLLO_TELEMETRY_DISABLED: "1" },
    },
    ...(existsSync(hive)
      ? [
          {
            name: "Hive Gateway",
            most: 1_000,
            command: (port: number) => [
              hive,
              ...["supergraph", supergraph, "--host", "127.0.0.1", "--port", String(port)],
              ...["--config-path", fileOf("hive.config.ts")],
            ],
            environment: { LOG_LEVEL: "error" },
          },
        ]
      : []),
  ];
}

/** A gateway in a process of its own, measured from outside. */
export interface Running extends AsyncDisposable {
  readonly url: string;
  /** Seconds of processor time that it has had, all threads. */
  cpuSeconds(): number;
  residentBytes(): number;
}

/** How long one may take until it serves. */
const STARTING_MS = 45_000;

/** @throws Error with what it printed when it ends before it serves, or does not serve in time */
export async function start({ command, environment }: Candidate): Promise<Running> {
  const port = await freePort();
  // Linux ends it when this process does, in whatever way.
  const child = spawn("setpriv", ["--pdeathsig", "KILL", process.execPath, ...command(port)], {
    env: { PATH: process.env["PATH"], NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-4_000);
    });
  }
  const ended = once(child, "close");
  const givenUpAt = performance.now() + STARTING_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`it did not start:\n${command(port).join(" ")}\n${printed}`);
    if (performance.now() > givenUpAt) {
      child.kill("SIGKILL");
      throw new Error("it did not start in time");
    }
    await wait(50);
  }
  const proc = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, "utf8");
  return {
    url: `ws://127.0.0.1:${port}/graphql`,
    cpuSeconds() {
      // After the name, which is in brackets: utime and stime, in hundredths (proc(5)).
      const fields = proc("stat")
        .replace(/^.*\) /s, "")
        .split(" ");
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    residentBytes: () => Number(/^VmRSS:\s+(\d+) kB/m.exec(proc("status"))?.[1]) * 1024,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
