import type { SubgraphSchema } from "@threefold/federation";
import { type ASTNode, type DefinitionNode, Kind, print } from "graphql";
import type { Place } from "../finding.ts";

/** Where the elements of some subgraphs stand, by schema coordinate. */
export interface Places {
  /** In a subgraph, or else in any; of what is around it where it is not there itself. */
  of(coordinate: string, subgraph?: string): Place | undefined;
  /** The definitions of an element, by subgraph. */
  nodesOf(coordinate: string): ReadonlyMap<string, ASTNode>;
  /** The line of the schema at a place. */
  excerpt(place: Place | undefined): string | undefined;
}

/**
 * Where an element stands, or stood where it is gone, and the line there.
 * @param subgraph by default, the one that has it otherwise than before
 */
export function locate(
  coordinate: string | undefined,
  head: Places,
  base: Places,
  subgraph = coordinate === undefined ? undefined : changedIn(coordinate, head, base),
): { readonly place: Place | undefined; readonly excerpt: string | undefined } {
  for (const places of coordinate === undefined ? [] : [head, base]) {
    const place = places.of(coordinate ?? "", subgraph);
    if (place) return { place, excerpt: places.excerpt(place) };
  }
  return { place: undefined, excerpt: undefined };
}

/** Of several subgraphs that define an element, the one by which it changed. */
function changedIn(coordinate: string, head: Places, base: Places): string | undefined {
  const [now, was] = [head.nodesOf(coordinate), base.nodesOf(coordinate)];
  const text = (node: ASTNode | undefined) => node && print(node);
  return [...now.keys(), ...was.keys()].find((name) => text(now.get(name)) !== text(was.get(name)));
}

export function indexPlaces(subgraphs: readonly SubgraphSchema[]): Places {
  const nodes = new Map<string, Map<string, ASTNode>>();
  const texts = new Map<string, string>();
  for (const { name, document } of subgraphs) {
    if (document.loc) texts.set(document.loc.source.name, document.loc.source.body);
    for (const definition of document.definitions) {
      for (const [coordinate, node] of elementsOf(definition)) {
        const known = nodes.get(coordinate) ?? new Map<string, ASTNode>();
        if (!known.has(name)) nodes.set(coordinate, known.set(name, node));
      }
    }
  }
  const within = (coordinate: string | undefined, subgraph: string): Place | undefined => {
    if (coordinate === undefined) return undefined;
    const node = nodes.get(coordinate)?.get(subgraph);
    return (node && placeOf(node, subgraph)) ?? within(parentOf(coordinate), subgraph);
  };
  const anywhere = (coordinate: string | undefined): Place | undefined => {
    if (coordinate === undefined) return undefined;
    const [first] = nodes.get(coordinate) ?? [];
    return (first && placeOf(first[1], first[0])) ?? anywhere(parentOf(coordinate));
  };
  return {
    of: (coordinate, subgraph) =>
      (subgraph === undefined ? undefined : within(coordinate, subgraph)) ?? anywhere(coordinate),
    nodesOf: (coordinate) => nodes.get(coordinate) ?? new Map(),
    excerpt: (place) => place && texts.get(place.file)?.split("\n")[place.line - 1]?.trim(),
  };
}

/** `Type.field(argument:)` to `Type.field` to `Type`. */
export function parentOf(coordinate: string): string | undefined {
  if (coordinate.includes("(")) return coordinate.slice(0, coordinate.indexOf("("));
  const dot = coordinate.lastIndexOf(".");
  return dot === -1 ? undefined : coordinate.slice(0, dot);
}

export function placeOf(node: ASTNode, subgraph?: string): Place | undefined {
  if (!node.loc) return undefined;
  // Where its name stands: the description before it is not what is meant.
  const { startToken, source } = "name" in node && node.name?.loc ? node.name.loc : node.loc;
  return { file: source.name, line: startToken.line, column: startToken.column, subgraph };
}

/** A definition and all that it defines, each with its coordinate. */
export function* elementsOf(definition: DefinitionNode): Generator<[string, ASTNode]> {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION: {
      const type = definition.name.value;
      yield [type, definition];
      for (const field of definition.fields ?? []) {
        yield [`${type}.${field.name.value}`, field];
        for (const argument of field.arguments ?? []) {
          yield [`${type}.${field.name.value}(${argument.name.value}:)`, argument];
        }
      }
      return;
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      yield [definition.name.value, definition];
      for (const field of definition.fields ?? []) yield [`${definition.name.value}.${field.name.value}`, field];
      return;
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      yield [definition.name.value, definition];
      for (const value of definition.values ?? []) yield [`${definition.name.value}.${value.name.value}`, value];
      return;
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      yield [definition.name.value, definition];
      return;
    case Kind.DIRECTIVE_DEFINITION:
      yield [`@${definition.name.value}`, definition];
      for (const argument of definition.arguments ?? []) {
        yield [`@${definition.name.value}(${argument.name.value}:)`, argument];
      }
      return;
    default:
  }
}
