import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Candidate } from "./candidates.ts";
import { type Credentials, load, NOBODY } from "./load.ts";
import type { BenchOperation } from "./operations.ts";
import { type Measured, startOn, untilAnswers } from "./processes.ts";
import type { Sample } from "./results.ts";
import { candidatePort } from "./subgraphs.ts";

export interface Turns {
  readonly candidates: readonly Candidate[];
  readonly operations: readonly BenchOperation[];
  /** How many turns each candidate has at each operation. */
  readonly rounds: number;
  /** How long a candidate is warmed up by its first operation, and by each other. */
  readonly warmUpMs: { readonly first: number; readonly others: number };
  /** How long a turn is measured. */
  readonly ms: number;
  /** The core of each of a candidate's processes. */
  readonly cores: readonly string[];
  /** Who asks; a candidate must then refuse a token that somebody else signed. */
  readonly credentials?: Credentials | undefined;
}

const here = fileURLToPath(new URL(".", import.meta.url));
/**
 * What each turn begins with, uncounted: a candidate that comes back opens its connections anew, and V8, to which it seems to have
 * been idle, may collect its whole heap.
 */
const LEAD_IN_MS = 2_000;

/**
 * All candidates at one operation after the other, in short turns, round after round; while one has its turn the others are
 * stopped. So what the machine's other guests do meets all that are compared, and nobody has to be warmed up twice.
 * A candidate that cannot be started, or gives another answer than the first one did, is told of on standard error and left out.
 */
export async function takeTurns(turns: Turns): Promise<Sample[]> {
  const samples: Sample[] = [];
  const expected = new Map<string, unknown>();
  await using processes = new AsyncDisposableStack();
  const running = new Map<Candidate, Running>();
  const orLeftOut = async (candidate: Candidate, doing: () => Promise<unknown>) => {
    try {
      await doing();
    } catch (error) {
      running.delete(candidate);
      process.stderr.write(`${candidate.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  for (const [place, candidate] of turns.candidates.entries()) {
    await orLeftOut(candidate, async () => {
      const started = processes.use(await start(candidate, place, turns));
      started.pause();
      running.set(candidate, started);
    });
  }
  let warmUpMs = turns.warmUpMs.first;
  for (const operation of turns.operations) {
    const present = () => [...running].filter(([{ operations }]) => operations?.includes(operation.name) !== false);
    for (const [candidate, its] of present()) {
      await orLeftOut(candidate, () => warmUp(its, operation, warmUpMs, turns, expected));
    }
    for (let round = 1; round <= turns.rounds; round++) {
      // Who came last comes first: what changes steadily meets the first and the last alike.
      for (const [candidate, its] of round % 2 === 1 ? present() : present().reverse()) {
        await orLeftOut(candidate, async () => {
          const sample = { candidate: candidate.name, round, ...(await turn(its, operation, turns, expected)) };
          samples.push(sample);
          process.stderr.write(
            `${round} ${sample.candidate}, ${sample.operation}: ${sample.cpuMicros.toFixed(0)} µs\n`,
          );
        });
      }
    }
    warmUpMs = turns.warmUpMs.others;
  }
  return samples;
}

/** The processes of one candidate, measured as one. */
interface Running extends Omit<Measured, "pid"> {
  readonly origins: readonly string[];
}

async function start(candidate: Candidate, place: number, { cores, credentials = NOBODY }: Turns): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const origins: string[] = [];
  const processes: Measured[] = [];
  for (const [index, core] of cores.entries()) {
    const port = candidatePort(place, index);
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
    pause() {
      for (const each of processes) each.pause();
    },
    resume() {
      for (const each of processes) each.resume();
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

async function warmUp(
  running: Running,
  operation: BenchOperation,
  ms: number,
  { credentials = NOBODY }: Turns,
  expected: Map<string, unknown>,
): Promise<void> {
  using _ = awake(running);
  await compare(running, operation, credentials, expected);
  await load(running.origins, operation, ms, credentials);
}

async function turn(
  running: Running,
  operation: BenchOperation,
  { ms, credentials = NOBODY }: Turns,
  expected: Map<string, unknown>,
) {
  using _ = awake(running);
  await load(running.origins, operation, LEAD_IN_MS, credentials);
  // Before and after: one that has come to refuse or to guess since would be cheap, and its figures nothing worth.
  await compare(running, operation, credentials, expected);
  const before = running.cpuMicros();
  const { requests, seconds, p50, p99 } = await load(running.origins, operation, ms, credentials);
  const cpuMicros = (running.cpuMicros() - before) / requests;
  const megabytes = running.residentBytes() / 1e6;
  await compare(running, operation, credentials, expected);
  return { operation: operation.name, cpuMicros, perSecond: requests / seconds, p50, p99, megabytes };
}

function awake(running: Running): Disposable {
  running.resume();
  return { [Symbol.dispose]: () => running.pause() };
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
  { origins }: Running,
  { name, query, variables }: BenchOperation,
  credentials: Credentials,
  expected: Map<string, unknown>,
): Promise<void> {
  const index = 7 % variables.length;
  for (const origin of origins) {
    const answer = await ask(origin, { query, variables: variables[index] }, credentials(index));
    if (!expected.has(name)) expected.set(name, answer);
    if (isDeepStrictEqual(answer, expected.get(name))) continue;
    throw new Error(`another answer to ${name}: ${JSON.stringify(answer).slice(0, 300)}`);
  }
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
