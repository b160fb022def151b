import type { Execution, ResponseError } from "../execution.ts";
import type { ResponsePath } from "../path.ts";
import type { Deferring, PartRecord, Place } from "../projection/deferring.ts";
import type { Projection } from "../projection/projection.ts";
import type { ExecutionResult } from "../response.ts";
import type { Blame } from "./blame.ts";
import type { Schedule } from "./schedule.ts";
import { shareErrors } from "./share-errors.ts";

/** An object of the response that something is to be added to. */
export interface PendingPlace {
  /** Of this place, in this response. */
  readonly id: string;
  readonly path: ResponsePath;
  /** As the client called the fragment. */
  readonly label: string | undefined;
}

/** What came of one. */
export interface CompletedPlace extends PendingPlace {
  /** Absent when a null that is forbidden took all of it. */
  readonly records: readonly PartRecord[] | undefined;
  readonly errors: readonly ResponseError[];
  /** Where what was fetched is not what the schema promises. */
  readonly valueCompletion: readonly ResponseError[];
}

/** What is told together, later than the first part. */
export interface PartedStep {
  /** Places that are there since what is told now, or was told before. */
  readonly pending: readonly PendingPlace[];
  readonly completed: readonly CompletedPlace[];
  readonly hasNext: boolean;
}

/** A response in parts. */
export interface PartedResult {
  readonly first: ExecutionResult;
  /** What is to come; nothing when the first part is all. */
  readonly pending: readonly PendingPlace[];
  /** To be read once. Ends after the step that has no next one; never rejects. */
  readonly steps: AsyncIterable<PartedStep>;
  /** What the whole did cost, when that was wanted, as far as it has been fetched. */
  cost(): number | undefined;
}

export interface PartedParts {
  readonly execution: Execution;
  readonly schedule: Schedule;
  readonly deferring: Deferring;
  readonly blame: Blame;
  /** Those errors of fetches that are the client's, under the names that it knows. */
  readonly shown: (errors: readonly ResponseError[]) => readonly ResponseError[];
}

interface Waiting extends PendingPlace {
  readonly place: Place;
}

/** The parts of a response after the first, each as soon as it is fetched and all around it has been told. */
export class PartedSteps {
  readonly #parts: PartedParts;
  #waiting: readonly Waiting[];
  #lastId = 0;

  constructor(places: readonly Place[], parts: PartedParts) {
    this.#parts = parts;
    this.#waiting = places.map((place) => this.#wait(place));
  }

  get pending(): readonly PendingPlace[] {
    return this.#waiting;
  }

  async *steps(): AsyncGenerator<PartedStep> {
    const { schedule } = this.#parts;
    while (this.#waiting.length > 0) {
      const scheduled = new Set(this.#waiting.map(({ place }) => schedule.partOf(place.part.planLabel)));
      await Promise.race(Array.from(scheduled, ({ done }) => done));
      yield this.#step();
    }
  }

  #wait(place: Place): Waiting {
    return { id: String(this.#lastId++), path: place.path, label: place.part.label, place };
  }

  /** All that is fetched by now. */
  #step(): PartedStep {
    const { schedule } = this.#parts;
    const isFetched = ({ place }: Waiting) => schedule.partOf(place.part.planLabel).isFetched;
    const byPart = Map.groupBy(this.#waiting.filter(isFetched), ({ place }) => place.part.number);
    const found: Waiting[] = [];
    const completed = Array.from(byPart.values(), (places) => this.#complete(places, found)).flat();
    this.#waiting = [...this.#waiting.filter((one) => !isFetched(one)), ...found];
    return { pending: found, completed, hasNext: this.#waiting.length > 0 };
  }

  /** @param found gets the places that are deferred in these */
  #complete(places: readonly Waiting[], found: Waiting[]): readonly CompletedPlace[] {
    const { execution, schedule, deferring, blame, shown } = this.#parts;
    const [first] = places;
    if (first === undefined) return [];
    const { part } = first.place;
    const written = places.map(({ id, path, label, place }) => {
      const problems: ResponseError[] = [];
      const projection: Projection = { variables: execution.variables, path: [...path], problems, deferring };
      const complete = place.write(place.object, projection);
      const { records, places: inner } = deferring.take(complete);
      found.push(...inner.map((one) => this.#wait(one)));
      return { id, path, label, records: complete ? records : undefined, valueCompletion: problems };
    });
    deferring.deliver(
      part.number,
      written.every(({ records }) => records !== undefined),
    );
    blame.add(shown(schedule.partOf(part.planLabel).errors), part.number);
    const errors = shareErrors(blame.take(part.number), written);
    return written.map((one, index) => ({ ...one, errors: errors[index] ?? [] }));
  }
}
