import { type Json, type JsonObject, quote, textOf } from "./json.ts";
import type { Representation, TypeRepresentation } from "./representation.ts";

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
  /** The indices of the representations that are in it: by type and the value of its key, or else by their texts. */
  readonly seen: Map<string, Map<string | number, number>>;
}

/** Writes the representations of all objects that have one: each different one once in its batch, one batch a context. */
export function gatherBatches(
  { objects, positions }: Targets,
  representation: Representation,
  contexts: Contexts | undefined,
): Gathered {
  const batches = new Map<string, OpenBatch>();
  let current: OpenBatch | undefined;
  let lacking: Gathered["lacking"];
  for (let index = 0; index < objects.length; index++) {
    const target = objects[index] as JsonObject;
    const position = positions?.[index] ?? index;
    if (contexts !== undefined || current === undefined) {
      current = batchFor(contexts === undefined ? "" : variablesText(contexts[position]), batches);
    }
    const place = placeOf(target, representation(target), current);
    if (place !== undefined) {
      const { batch } = current;
      batch.targets.push(target);
      batch.indices.push(place);
      batch.positions.push(position);
    } else {
      lacking ??= { objects: [], positions: [] };
      lacking.objects.push(target);
      lacking.positions.push(position);
    }
  }
  const filled = Array.from(batches.values(), ({ batch }) => batch).filter(({ count }) => count > 0);
  return { batches: filled, lacking };
}

const BY_TEXT = "";

/** The index of an object's representation in a batch, which it is written to unless it is there. */
function placeOf(target: JsonObject, type: TypeRepresentation | undefined, open: OpenBatch): number | undefined {
  if (type === undefined) return undefined;
  const value = type.key === undefined ? undefined : target[type.key];
  if (typeof value !== "string" && typeof value !== "number") {
    const text = type.write(target);
    return text === undefined ? undefined : (placeBy(BY_TEXT, text, open) ?? add(text, BY_TEXT, text, open));
  }
  const typename = target["__typename"] as string;
  const known = placeBy(typename, value, open);
  if (known !== undefined) return known;
  const text = type.write(target);
  return text === undefined ? undefined : add(text, typename, value, open);
}

const placeBy = (type: string, key: string | number, { seen }: OpenBatch): number | undefined =>
  seen.get(type)?.get(key);

function add(text: string, type: string, key: string | number, { batch, seen }: OpenBatch): number {
  const index = batch.count++;
  const ofType = seen.get(type);
  if (ofType === undefined) seen.set(type, new Map([[key, index]]));
  else ofType.set(key, index);
  batch.text += index === 0 ? text : `,${text}`;
  return index;
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
