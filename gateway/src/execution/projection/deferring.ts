import type { JsonObject } from "../json.ts";
import type { ResponsePath } from "../path.ts";
import { FIRST, type Part } from "./deferred.ts";
import type { Projection } from "./projection.ts";

/** Writes what a part adds to an object; false when a null that is forbidden takes all of it. */
export type WriteRecords = (object: JsonObject, projection: Projection) => boolean;

/** An object of the response that a part adds to. */
export interface Place {
  readonly part: Part;
  /** From the root of the response. */
  readonly path: ResponsePath;
  readonly object: JsonObject;
  readonly write: WriteRecords;
}

/** Fields for an object that the client has: JSON text of an object with these alone. */
export interface PartRecord {
  /** From the root of the response. */
  readonly path: ResponsePath;
  readonly data: string;
}

/** What one response in parts knows of itself, over all its projections. */
export class Deferring {
  /** Whether parts say again what the client has of them already. */
  readonly repeats: boolean;
  readonly #delivered = new Set<number>([FIRST]);
  /** Places where a null is shown, though something was fetched for it then or is later. */
  readonly #nulls = new Set<string>();
  #places: Place[] = [];
  #records: PartRecord[] = [];
  #newNulls: string[] = [];

  constructor(repeats: boolean) {
    this.repeats = repeats;
  }

  /** Whether the client has what a part says, wherever the response has it. */
  hasDelivered(part: number): boolean {
    return this.#delivered.has(part);
  }

  /** @param everywhere whether it came to all of its places */
  deliver(part: number, everywhere: boolean): void {
    if (everywhere) this.#delivered.add(part);
  }

  found(place: Place): void {
    this.#places.push(place);
  }

  add(record: PartRecord): void {
    this.#records.push(record);
  }

  /** Whether the client was shown null here. */
  isNull(path: ResponsePath): boolean {
    return this.#nulls.size > 0 && this.#nulls.has(JSON.stringify(path));
  }

  /** JSON text of what must be null when it cannot be written; then nothing is deferred in it. */
  orNull(path: ResponsePath, write: () => string | undefined): string {
    if (this.isNull(path)) return "null";
    const places = this.#places.length;
    const text = write();
    if (text !== undefined) return text;
    this.#places.length = places;
    this.showsNull(path);
    return "null";
  }

  /** The client is to be shown null here. */
  showsNull(path: ResponsePath): void {
    this.#newNulls.push(JSON.stringify(path));
  }

  /**
   * Takes what was noted since the last time.
   * @param shown whether the client is shown what was written
   */
  take(shown: boolean): { readonly places: readonly Place[]; readonly records: readonly PartRecord[] } {
    const taken = shown ? { places: this.#places, records: this.#records } : NOTHING;
    if (shown) for (const path of this.#newNulls) this.#nulls.add(path);
    this.#places = [];
    this.#records = [];
    this.#newNulls = [];
    return taken;
  }
}

const NOTHING = { places: [], records: [] };
