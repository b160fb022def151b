import type { SubgraphSchema } from "@threefold/federation";
import { type ASTNode, type DefinitionNode, Kind } from "graphql";
import type { Place } from "../finding.ts";

/** Where the elements of some subgraphs stand, by schema coordinate. */
export interface Places {
  /** The first place in a subgraph, or in any; the element around it where it is not there itself. */
  of(coordinate: string, subgraph?: string): Place | undefined;
  /** The line of the schema at a place. */
  excerpt(place: Place | undefined): string | undefined;
}

/** Where an element stands, or stood where it is gone, and the line there. */
export function locate(
  coordinate: string | undefined,
  head: Places,
  base: Places,
  subgraph?: string,
): { readonly place: Place | undefined; readonly excerpt: string | undefined } {
  for (const places of coordinate === undefined ? [] : [head, base]) {
    const place = places.of(coordinate ?? "", subgraph);
    if (place) return { place, excerpt: places.excerpt(place) };
  }
  return { place: undefined, excerpt: undefined };
}

export function indexPlaces(subgraphs: readonly SubgraphSchema[]): Places {
  const byCoordinate = new Map<string, Place>();
  const texts = new Map<string, string>();
  for (const { name, document } of subgraphs) {
    if (document.loc) texts.set(document.loc.source.name, document.loc.source.body);
    for (const definition of document.definitions) {
      for (const [coordinate, node] of elementsOf(definition)) {
        const place = placeOf(node, name);
        if (!place) continue;
        if (!byCoordinate.has(coordinate)) byCoordinate.set(coordinate, place);
        const own = key(coordinate, name);
        if (!byCoordinate.has(own)) byCoordinate.set(own, place);
      }
    }
  }
  const find = (coordinate: string, subgraph: string | undefined) =>
    byCoordinate.get(subgraph === undefined ? coordinate : key(coordinate, subgraph)) ?? byCoordinate.get(coordinate);
  return {
    of(coordinate, subgraph) {
      const exact = find(coordinate, subgraph);
      const around = parentOf(coordinate);
      return exact ?? (around === undefined ? undefined : this.of(around, subgraph));
    },
    excerpt: (place) => place && texts.get(place.file)?.split("\n")[place.line - 1]?.trim(),
  };
}

const key = (coordinate: string, subgraph: string) => `${subgraph} ${coordinate}`;

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
