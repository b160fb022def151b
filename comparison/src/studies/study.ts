import type { Places } from "../client/api.ts";
import type { Subject } from "../screen.ts";
import type { CountServices } from "../system/services.ts";
import type { Tokens } from "../system/tokens.ts";

/** What a study has to work with. */
export interface Situation {
  readonly places: Places;
  /** The gateway's port, from which the others are counted. */
  readonly portBase: number;
  readonly subject: Subject;
  readonly tokens: Tokens;
  /** Hashes of documents that the gateway knows. */
  readonly registered: Set<string>;
  readonly services: CountServices;
  /** Starts the three domains in one process on the same databases; nothing where it is there already. */
  startMonolith(): Promise<AsyncDisposable>;
  /** Ends a service as if it had failed, until that is disposed of; undefined for a system that somebody else runs. */
  readonly stopService?: ((name: "users") => Promise<AsyncDisposable>) | undefined;
  /** Starts another program in the REST edge's place, until that is disposed of; undefined as above. */
  readonly deployEdge?: ((program: string) => Promise<AsyncDisposable>) | undefined;
  readonly signal: AbortSignal;
}

/** A question that is not about one screen, with an answer that is the same in every run on the same data. */
export interface Study<Result extends object = object> {
  readonly name: string;
  /** Whether it counts what services do: then nothing else may be under way. */
  readonly countsServices?: boolean;
  /** Whether it stops and starts what it measures, so that it needs a system of the comparison's own. */
  readonly stopsServices?: boolean;
  /** Whether it changes data: then it comes after all else, on a system of the comparison's own. */
  readonly changesData?: boolean;
  run(situation: Situation): Promise<Result>;
  /** The answer, as the expectation words it. */
  answer(result: Result): string;
  /** A screen on which it sheds light, and what it says of that in a sentence. */
  readonly ofScreen?: { readonly screen: string; says(result: Result): string };
  /** What was found, as tables and sentences of Markdown. */
  document(result: Result): string;
}

/** A study whose result's shape only it knows. */
export const study = <Result extends object>(definition: Study<Result>): Study =>
  // The result that is shown is the one that it gave.
  definition as unknown as Study;
