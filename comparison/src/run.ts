import { type Places, recordApi } from "./client/api.ts";
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

/** A rung whose screen was drawn otherwise than the others': its row is not reported. */
export class DrawnOtherwise extends Error {
  override readonly name = "DrawnOtherwise";
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

function assertDrawnAlike(screen: string, rung: string, html: string, drawn: Map<string, string>): void {
  const [first] = drawn;
  drawn.set(rung, html);
  if (!first || first[1] === html) return;
  const [theirs, ours] = [first[1].split("\n"), html.split("\n")];
  const at = theirs.findIndex((line, index) => line !== ours[index]);
  throw new DrawnOtherwise(
    `${screen} is drawn otherwise on ${rung} than on ${first[0]}, in line ${at + 1}:\n  ${first[0]}: ${theirs[at] ?? "(nothing)"}\n  ${rung}: ${ours[at] ?? "(nothing)"}`,
  );
}
