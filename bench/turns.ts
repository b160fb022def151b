import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Candidate } from "./candidates.ts";
import { type Credentials, load, NOBODY } from "./load.ts";
import type { BenchOperation } from "./operations.ts";
import { type Measured, startOn, untilAnswers } from "./processes.ts";
import type { Sample } from "./results.ts";
import { CANDIDATE_PORTS } from "./subgraphs.ts";

export interface Turns {
  readonly candidates: readonly Candidate[];
  readonly operations: readonly BenchOperation[];
  readonly rounds: number;
  /** How long a process is warmed up by its first operation, and by each other. */
  readonly warmUpMs: { readonly first: number; readonly others: number };
  /** How long each operation is sent to be measured. */
  readonly ms: number;
  /** The core of each of a candidate's processes. */
  readonly cores: readonly string[];
  /** Who asks; a candidate must then refuse a token that somebody else signed. */
  readonly credentials?: Credentials | undefined;
}

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Every candidate in turn, round after round. One that cannot be started, or gives another answer than the first one did,
 * is told of on standard error and left out.
 */
export async function takeTurns(turns: Turns): Promise<Sample[]> {
  const samples: Sample[] = [];
  const expected = new Map<string, unknown>();
  for (let round = 1; round <= turns.rounds; round++) {
    for (const candidate of turns.candidates) {
      try {
        await using running = await start(candidate, turns);
        let warmUpMs = turns.warmUpMs.first;
        for (const operation of turns.operations) {
          if (candidate.operations?.includes(operation.name) === false) continue;
          samples.push(await measure(candidate, running, operation, warmUpMs, turns, expected));
          warmUpMs = turns.warmUpMs.others;
        }
      } catch (error) {
        process.stderr.write(`${candidate.name}: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
  return samples;
}

/** The processes of one candidate, measured as one. */
interface Running extends Omit<Measured, "pid"> {
  readonly origins: readonly string[];
}

async function start(candidate: Candidate, { cores, credentials = NOBODY }: Turns): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const origins: string[] = [];
  const processes: Measured[] = [];
  for (const [index, core] of cores.entries()) {
    const port = CANDIDATE_PORTS[index] ?? 0;
    const origin = `http://127.0.0.1:${port}`;
    const { command, env, log } = candidate.at(port);
    const started = await startOn(core, command, {
      cwd: here,
      env: { APOLLO_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env },
      ...(log !== undefined && { log: `${log}.${port}` }),
      ready: () => untilAnswers(`${origin}/graphql`, credentials(0)),
    });
    processes.push(starting.use(started));
    origins.push(origin);
    if (credentials !== NOBODY && candidate.isOpen !== true) await refusesForgeries(origin, credentials);
  }
  const total = (figure: (measured: Measured) => number) => processes.reduce((sum, each) => sum + figure(each), 0);
  const ending = starting.move();
  return {
    origins,
    cpuMicros: () => total((measured) => measured.cpuMicros()),
    residentBytes: () => total((measured) => measured.residentBytes()),
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

async function measure(
  { name }: Candidate,
  running: Running,
  operation: BenchOperation,
  warmUpMs: number,
  { ms, credentials = NOBODY }: Turns,
  expected: Map<string, unknown>,
): Promise<Sample> {
  const { origins } = running;
  for (const origin of origins) await compare(origin, operation, credentials, expected);
  await load(origins, operation, warmUpMs, credentials);
  const before = running.cpuMicros();
  const { requests, seconds, p50, p99 } = await load(origins, operation, ms, credentials);
  const cpuMicros = (running.cpuMicros() - before) / requests;
  const sample = { candidate: name, operation: operation.name, cpuMicros, perSecond: requests / seconds, p50, p99 };
  process.stderr.write(`${name}, ${operation.name}: ${cpuMicros.toFixed(0)} µs, ${sample.perSecond.toFixed(0)}/s\n`);
  return { ...sample, megabytes: running.residentBytes() / 1e6 };
}

/** @throws Error when a candidate answers whom it should not know: its guards would not be on */
async function refusesForgeries(origin: string, credentials: Credentials): Promise<void> {
  const { authorization = "" } = credentials(0);
  const [head, , signature] = authorization.split(".");
  const forged = `${head}.${Buffer.from('{"sub":"somebody else"}').toString("base64url")}.${signature}`;
  const answer = await ask(origin, { query: "{ product(id: 1) { id } }" }, { authorization: forged });
  if (answer?.data) throw new Error("it answers a forged token");
}

/** @throws Error when a candidate does not answer what the first one did: then its figures would mean nothing */
async function compare(
  origin: string,
  { name, query, variables }: BenchOperation,
  credentials: Credentials,
  expected: Map<string, unknown>,
): Promise<void> {
  const index = 7 % variables.length;
  const answer = await ask(origin, { query, variables: variables[index] }, credentials(index));
  if (!expected.has(name)) expected.set(name, answer);
  if (isDeepStrictEqual(answer, expected.get(name))) return;
  throw new Error(`another answer to ${name}: ${JSON.stringify(answer).slice(0, 300)}`);
}

async function ask(
  origin: string,
  request: { query: string; variables?: unknown },
  credentials: Readonly<Record<string, string>>,
): Promise<{ data?: unknown } | undefined> {
  const response = await fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...credentials },
    body: JSON.stringify(request),
  });
  return response.headers.get("content-type")?.includes("json") ? await response.json() : undefined;
}
