import { type Json, type JsonObject, quote, textOf } from "./json.ts";
import type { WriteRepresentation } from "./representation.ts";

/** The entities of one request. */
export interface Batch {
  /** The variables that its entities get from their context, as JSON text without braces; empty without any. */
  readonly context: string;
  /** The different representations, as JSON texts with commas between. */
  text: string;
  /** How many there are. */
  count: number;
  /** The objects that need an entity: by position, with the index of their representation beside. */
  readonly targets: JsonObject[];
  readonly indices: number[];
  /** Where each target was among all that the fetch was given. */
  readonly positions: number[];
}

/** Objects that need an entity, each with its place among all that the plan has at the fetch's path. */
export interface Targets {
  readonly objects: readonly JsonObject[];
  readonly positions: readonly number[] | undefined;
}

export interface Gathered {
  readonly batches: readonly Batch[];
  /** The objects that have no representation: something that is required is not there. */
  readonly lacking: { readonly objects: JsonObject[]; readonly positions: number[] } | undefined;
}

type Contexts = readonly Readonly<Record<string, Json>>[];

interface OpenBatch {
  readonly batch: Batch;
  /** The indices of the representations that are in it, by their texts. */
  readonly seen: Map<string, number>;
}

/** Writes the representations of all objects that have one: each different text once in its batch, one batch a context. */
export function gatherBatches(
  { objects, positions }: Targets,
  write: WriteRepresentation,
  contexts: Contexts | undefined,
): Gathered {
  const batches = new Map<string, OpenBatch>();
  let current: OpenBatch | undefined;
  let lacking: Gathered["lacking"];
  for (let index = 0; index < objects.length; index++) {
    const target = objects[index] as JsonObject;
    const position = positions?.[index] ?? index;
    const text = write(target);
    if (text === undefined) {
      lacking ??= { objects: [], positions: [] };
      lacking.objects.push(target);
      lacking.positions.push(position);
      continue;
    }
    if (contexts !== undefined || current === undefined) {
      current = batchFor(contexts === undefined ? "" : variablesText(contexts[position]), batches);
    }
    add(current, target, position, text);
  }
  return { batches: Array.from(batches.values(), ({ batch }) => batch), lacking };
}

function add({ batch, seen }: OpenBatch, target: JsonObject, position: number, text: string): void {
  let index = seen.get(text);
  if (index === undefined) {
    index = batch.count++;
    seen.set(text, index);
    batch.text += index === 0 ? text : `,${text}`;
  }
  batch.targets.push(target);
  batch.indices.push(index);
  batch.positions.push(position);
}

function batchFor(context: string, batches: Map<string, OpenBatch>): OpenBatch {
  let found = batches.get(context);
  if (found === undefined) {
    const batch: Batch = { context, text: "", count: 0, targets: [], indices: [], positions: [] };
    found = { batch, seen: new Map() };
    batches.set(context, found);
  }
  return found;
}

const variablesText = (values: Readonly<Record<string, Json>> = {}): string =>
  Object.entries(values)
    .map(([name, value]) => `${quote(name)}:${textOf(value)}`)
    .join(",");
