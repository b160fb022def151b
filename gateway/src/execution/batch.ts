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

type Contexts = readonly Readonly<Record<string, Json>>[];

/** Writes the representations of all objects that have one: each different text once in its batch, one batch a context. */
export function gatherBatches(
  targets: readonly JsonObject[],
  write: WriteRepresentation,
  contexts: Contexts | undefined,
): readonly Batch[] {
  const batches = new Map<string, { batch: Batch; seen: Map<string, number> }>();
  let current: { batch: Batch; seen: Map<string, number> } | undefined;
  for (let position = 0; position < targets.length; position++) {
    const target = targets[position] as JsonObject;
    const text = write(target);
    if (text === undefined) continue;
    if (contexts !== undefined || current === undefined) {
      current = batchFor(contexts === undefined ? "" : variablesText(contexts[position]), batches);
    }
    const { batch, seen } = current;
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
  return Array.from(batches.values(), ({ batch }) => batch);
}

function batchFor(context: string, batches: Map<string, { batch: Batch; seen: Map<string, number> }>) {
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
