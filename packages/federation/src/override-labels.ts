import { type ConstDirectiveNode, Kind, parse } from "graphql";
import { namesIn, selectionsIn } from "./planner/required-names.ts";

/** The labels by which fields move from one subgraph to another little by little (`@override(from:, label:)`). */
export interface OverrideLabels {
  /** The fields that each label moves, as `Type.field`. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /**
   * The labels that the plan of an operation may depend on, always in one order: those of what it asks for, and of what its
   * plan may fetch for that. By names alone, so there may be more of them than matter, and never fewer.
   * @param names of all fields of the operation
   */
  touchedBy(names: ReadonlySet<string>): readonly string[];
}

/**
 * @param sdl a supergraph that `readSupergraph` has found valid
 * @returns nothing when it has no labels
 */
export function readOverrideLabels(sdl: string): OverrideLabels | undefined {
  if (!sdl.includes("overrideLabel")) return undefined;
  const fields = new Map<string, string[]>();
  const moved = new Map<string, Set<string>>();
  const inKeys = new Set<string>();
  const requiredBy = new Map<string, Set<string>>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const key of namesOf(definition.directives)) inKeys.add(key);
    for (const { name, directives = [] } of definition.fields ?? []) {
      for (const label of new Set(directives.flatMap(labelOf))) {
        fields.set(label, [...(fields.get(label) ?? []), `${definition.name.value}.${name.value}`]);
        moved.set(label, (moved.get(label) ?? new Set()).add(name.value));
      }
      for (const required of namesOf(directives)) {
        requiredBy.set(required, (requiredBy.get(required) ?? new Set()).add(name.value));
      }
    }
  }
  if (fields.size === 0) return undefined;
  const labels = Array.from(moved, ([label, names]) => ({
    label,
    // Keys are fetched for anything.
    always: !names.isDisjointFrom(inKeys),
    askers: withThoseThatRequire(names, requiredBy),
  })).sort((one, other) => (one.label < other.label ? -1 : 1));
  return {
    fields,
    touchedBy: (names) =>
      labels.flatMap(({ label, always, askers }) => (always || !askers.isDisjointFrom(names) ? label : [])),
  };
}

/** The names of fields for which one of some fields may be fetched, and of those fields themselves. */
function withThoseThatRequire(
  names: ReadonlySet<string>,
  requiredBy: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const all = new Set(names);
  // What is added is looked at as well.
  for (const name of all) for (const other of requiredBy.get(name) ?? []) all.add(other);
  return all;
}

/** All fields that directives of the supergraph name: keys of a type, or what a field requires. */
const namesOf = (directives: readonly ConstDirectiveNode[] = []): readonly string[] =>
  directives.flatMap((directive) => [...selectionsIn(directive)].flatMap((selection) => [...namesIn(selection)]));

function labelOf({ name, arguments: given = [] }: ConstDirectiveNode): readonly string[] {
  if (name.value !== "join__field") return [];
  const value = given.find((one) => one.name.value === "overrideLabel")?.value;
  return value?.kind === Kind.STRING ? [value.value] : [];
}
