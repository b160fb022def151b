import { type ConstDirectiveNode, Kind, parse, visit } from "graphql";

/**
 * The names of all fields that the planner may add to an operation by itself: those in keys, in `@requires` and in
 * `@fromContext`, and `__typename`. A client's field that bears such a name in the response but is another field, or
 * the same one with arguments, must not be planned under that name: two values cannot stand under one key.
 */
export function requiredNames(sdl: string): ReadonlySet<string> {
  const names = new Set(["__typename"]);
  visit(parse(sdl, { noLocation: true }), {
    Directive(node) {
      for (const selection of selectionsIn(node as ConstDirectiveNode)) {
        for (const name of namesIn(selection)) names.add(name);
      }
      return false;
    },
  });
  return names;
}

/** The selections of fields that a directive of a supergraph holds: keys, what is required, what contexts bring. */
export function* selectionsIn({ name, arguments: given = [] }: ConstDirectiveNode): Generator<string> {
  if (name.value !== "join__type" && name.value !== "join__field") return;
  for (const { name: argument, value } of given) {
    const holdsFields = argument.value === "key" || argument.value === "requires";
    if (holdsFields && value.kind === Kind.STRING) yield value.value;
    if (argument.value === "contextArguments") {
      // One alone may stand for a list of one (https://spec.graphql.org/September2025/#sec-List.Input-Coercion).
      for (const context of value.kind === Kind.LIST ? value.values : [value]) {
        if (context.kind !== Kind.OBJECT) continue;
        const selection = context.fields.find((field) => field.name.value === "selection")?.value;
        if (selection?.kind === Kind.STRING) yield selection.value;
      }
    }
  }
}

/** The names of all fields of a selection. */
export function namesIn(selection: string): ReadonlySet<string> {
  const names = new Set<string>();
  const text = selection.trim();
  visit(parse(text.startsWith("{") ? text : `{${text}}`, { noLocation: true }), {
    Field: ({ name }) => {
      names.add(name.value);
    },
  });
  return names;
}
