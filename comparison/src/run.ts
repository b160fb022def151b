import { type Places, recordApi } from "./client/api.ts";
import { assertDrawnAlike } from "./drawn-alike.ts";
import { type CountStatements, type Measured, measure } from "./measure/measure.ts";
import type { RungName, Screen, Subject } from "./screen.ts";

export interface RunOptions {
  readonly screens: readonly Screen[];
  readonly rungs: readonly RungName[];
  readonly places: Places;
  readonly subject: Subject;
  readonly tokens: Readonly<Record<string, string>>;
  /** Hashes of documents that the gateway knows; those of the run are added. */
  readonly registered: Set<string>;
  readonly statements: CountStatements;
  /** Told before each cell of the table. */
  readonly onCell?: (screen: string, rung: string) => void;
  /** Ends the run between two cells. */
  readonly signal?: AbortSignal;
}

/**
 * Measures each screen on each rung, once to warm what may be warm and once to count.
 * @throws DrawnOtherwise naming the first line that differs; Error for what the adapters or the ledger find
 */
export async function run(options: RunOptions): Promise<Measured[]> {
  const { screens, rungs, places, subject, tokens, registered, statements, onCell, signal } = options;
  const one = async (screen: Screen, rung: RungName): Promise<Measured> => {
    const adapter = screen.rungs[rung];
    {
      // Plans, prepared statements and connections to databases are made by a first, which does not count.
      using first = recordApi(places, tokens[screen.as], registered);
      await adapter.fetch(first, subject);
    }
    using api = recordApi(places, tokens[screen.as], registered);
    return measure(screen, rung, adapter, subject, api, statements);
  };
  const measured: Measured[] = [];
  for (const screen of screens) {
    const drawn = new Map<string, string>();
    for (const rung of rungs) {
      if (signal?.aborted) return measured;
      onCell?.(screen.name, rung);
      const result = await one(screen, rung).catch((error: Error) => {
        throw new Error(`${screen.name} on ${rung}: ${error.message}`, { cause: error });
      });
      assertDrawnAlike(screen.name, rung, result.html, drawn);
      measured.push(result);
    }
  }
  return measured;
}
