import { type Links, readLinks, type SubgraphSchema } from "@threefold/federation";
import { type ConstDirectiveNode, type DefinitionNode, Kind, print } from "graphql";
import { elementsOf } from "../composition/places.ts";

/** The directives of federation that say how subgraphs play together, under the names that the specification gives them. */
export const DIRECTIVES = [
  "key",
  "shareable",
  "external",
  "requires",
  "provides",
  "override",
  "inaccessible",
  "tag",
  "interfaceObject",
  "authenticated",
  "requiresScopes",
  "policy",
  "context",
  "fromContext",
  "cost",
  "listSize",
] as const;
export type DirectiveName = (typeof DIRECTIVES)[number];

/** One element of a subgraph's schema, with what it says to federation. */
export interface Element {
  readonly coordinate: string;
  /** Whether somebody resolves it: it is a field of an object or interface. */
  readonly isField: boolean;
  /** Arguments by directive, as they are written; a repeated directive has several. */
  readonly directives: ReadonlyMap<DirectiveName, readonly Arguments[]>;
}

/** A directive's arguments in one canonical text each, whatever their order and layout were. */
export type Arguments = ReadonlyMap<string, string>;

/** What one subgraph says. */
export interface SubgraphModel {
  readonly name: string;
  readonly url: string;
  readonly elements: ReadonlyMap<string, Element>;
}

const IDENTITIES = ["federation", "cost", "tag", "inaccessible", "authenticated", "requiresScopes", "policy"];

/** Reads a subgraph, under whatever names it imports the directives. */
export function readModel({ name, url, document }: SubgraphSchema): SubgraphModel {
  const names = canonicalNames(readLinks(document));
  const elements = new Map<string, Element & { directives: Map<DirectiveName, Arguments[]> }>();
  for (const definition of document.definitions) {
    for (const [coordinate, node] of elementsOf(definition)) {
      const element = elements.get(coordinate) ?? {
        coordinate,
        isField: node.kind === Kind.FIELD_DEFINITION,
        directives: new Map(),
      };
      elements.set(coordinate, element);
      for (const directive of directivesOf(node as DefinitionNode)) {
        const canonical = names.get(directive.name.value);
        if (canonical === undefined) continue;
        const applied = element.directives.get(canonical) ?? [];
        applied.push(argumentsOf(directive));
        element.directives.set(canonical, applied);
      }
    }
  }
  return { name, url, elements };
}

const directivesOf = (node: DefinitionNode): readonly ConstDirectiveNode[] =>
  "directives" in node ? ((node.directives ?? []) as readonly ConstDirectiveNode[]) : [];

/** Names in the schema to names in the specification. A schema without links is of Federation 1, and has them as they are. */
function canonicalNames(links: Links): Map<string, DirectiveName> {
  const found = DIRECTIVES.flatMap((directive) =>
    IDENTITIES.flatMap((identity) =>
      [...links.namesOf(`https://specs.apollo.dev/${identity}`, directive)].map((name) => [name, directive] as const),
    ),
  );
  return new Map(found.length > 0 ? found : DIRECTIVES.map((directive) => [directive, directive]));
}

function argumentsOf({ arguments: given = [] }: ConstDirectiveNode): Arguments {
  return new Map(
    given.map(({ name, value }) => {
      const text = value.kind === Kind.STRING ? value.value.trim().replace(/\s+/g, " ") : print(value);
      return [name.value, text];
    }),
  );
}

/** `fields: "id", resolvable: false`, for people and for comparison. */
export const describeArguments = (given: Arguments): string =>
  [...given]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name}: ${/^(true|false|\d+|\[.*\])$/.test(value) ? value : JSON.stringify(value)}`)
    .join(", ");
