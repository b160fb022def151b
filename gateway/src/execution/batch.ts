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

/** Where representations are in a batch: by the values of their key, or by their texts. */
type Places = Map<string | number, number>;

interface OpenBatch {
  readonly batch: Batch;
  readonly byType: Map<TypeRepresentation, Places>;
  readonly byText: Places;
  /** The type that was met last, and its places: mostly the next one's too. */
  type: TypeRepresentation | undefined;
  places: Places;
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

/** The index of an object's representation in a batch, which it is written to unless it is there. */
function placeOf(target: JsonObject, type: TypeRepresentation | undefined, open: OpenBatch): number | undefined {
  if (type === undefined) return undefined;
  const key = type.key === undefined ? undefined : target[type.key];
  if (typeof key !== "string" && typeof key !== "number") {
    const text = type.write(target);
    return text === undefined ? undefined : (open.byText.get(text) ?? add(text, text, open.byText, open.batch));
  }
  if (open.type !== type) turnTo(type, open);
  const known = open.places.get(key);
  if (known !== undefined) return known;
  const text = type.write(target);
  return text === undefined ? undefined : add(text, key, open.places, open.batch);
}

function turnTo(type: TypeRepresentation, open: OpenBatch): void {
  open.type = type;
  open.places = open.byType.get(type) ?? new Map();
  open.byType.set(type, open.places);
}

function add(text: string, key: string | number, places: Places, batch: Batch): number {
  const index = batch.count++;
  places.set(key, index);
  batch.text += index === 0 ? text : `,${text}`;
  return index;
}

function batchFor(context: string, batches: Map<string, OpenBatch>): OpenBatch {
  let found = batches.get(context);
  if (found === undefined) {
    const batch: Batch = { context, text: "", count: 0, targets: [], indices: [], positions: [] };
    const byText: Places = new Map();
    found = { batch, byType: new Map(), byText, type: undefined, places: byText };
    batches.set(context, found);
  }
  return found;
}

const variablesText = (values: Readonly<Record<string, Json>> = {}): string =>
  Object.entries(values)
    .map(([name, value]) => `${quote(name)}:${textOf(value)}`)
    .join(",");
