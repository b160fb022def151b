import { Kind, parse } from "graphql";

/** Which object types and interfaces stand under which interfaces and unions of a whole supergraph. */
export interface TypeHierarchy {
  /** Whether there is an object type, interface or union of this name. */
  has(name: string): boolean;
  /** Whether every object of type `name` is a `condition`: both the same, or the one below the other. */
  isSubtype(condition: string, name: string): boolean;
}

/** Reads the hierarchy from a supergraph's SDL: with what is `@inaccessible`, since subgraphs answer with that too. */
export function readTypeHierarchy(sdl: string): TypeHierarchy {
  const all = new Set<string>();
  const below = new Map<string, Set<string>>();
  const add = (above: string, name: string) => {
    const names = below.get(above);
    if (names === undefined) below.set(above, new Set([name]));
    else names.add(name);
  };
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        all.add(definition.name.value);
        for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
        break;
      case Kind.UNION_TYPE_DEFINITION:
        all.add(definition.name.value);
        for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
        break;
    }
  }
  return {
    has: (name) => all.has(name),
    isSubtype: (condition, name) => condition === name || (below.get(condition)?.has(name) ?? false),
  };
}
