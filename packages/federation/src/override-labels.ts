import { type ConstDirectiveNode, Kind, parse } from "graphql";

/**
 * The labels by which fields move from one subgraph to another little by little (`@override(from:, label:)`), each with the
 * fields that it moves, as `Type.field`.
 * @param sdl a supergraph that `readSupergraph` has found valid
 */
export function overrideLabels(sdl: string): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, string[]>();
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      for (const label of new Set(field.directives?.flatMap(labelOf))) {
        labels.set(label, [...(labels.get(label) ?? []), `${definition.name.value}.${field.name.value}`]);
      }
    }
  }
  return labels;
}

function labelOf({ name, arguments: given = [] }: ConstDirectiveNode): readonly string[] {
  if (name.value !== "join__field") return [];
  const value = given.find((one) => one.name.value === "overrideLabel")?.value;
  return value?.kind === Kind.STRING ? [value.value] : [];
}
