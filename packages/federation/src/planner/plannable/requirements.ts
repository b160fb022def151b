import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from "graphql";
import { addSelection, parseSelection, type SelectionTree } from "./selection-tree.ts";

/** What a subgraph asks for to resolve the fields of a type. */
export interface TypeRequirements {
  /** The fields of all its keys. */
  readonly keys: SelectionTree;
  /** What each field requires besides: the text of its `@requires`. */
  readonly fields: ReadonlyMap<string, string>;
}

/** By a subgraph's name and a type's; nothing where the subgraph does not have the type. */
export type Requirements = (subgraph: string, type: string) => TypeRequirements | undefined;

/** Reads from a supergraph what its subgraphs' fields require. */
export function readRequirements(supergraph: DocumentNode): Requirements {
  const names = subgraphNames(supergraph);
  const found = new Map<string, TypeRequirements>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const [graph, requirements] of requirementsOf(definition)) {
      found.set(`${names.get(graph) ?? graph} ${definition.name.value}`, requirements);
    }
  }
  return (subgraph, type) => found.get(`${subgraph} ${type}`);
}

/** Subgraphs' names by the names that stand for them in the supergraph's directives. */
function subgraphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== "join__Graph") continue;
    for (const { name, directives = [] } of definition.values ?? []) {
      const graph = directives.find((directive) => directive.name.value === "join__graph");
      names.set(name.value, (graph && argumentOf(graph, "name")) ?? name.value);
    }
  }
  return names;
}

function requirementsOf(definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) {
  const byGraph = new Map<string, { keys: SelectionTree; fields: Map<string, string> }>();
  for (const directive of definition.directives ?? []) {
    const graph = directive.name.value === "join__type" ? argumentOf(directive, "graph") : undefined;
    if (graph === undefined) continue;
    const requirements = byGraph.get(graph) ?? { keys: new Map(), fields: new Map() };
    byGraph.set(graph, requirements);
    const key = argumentOf(directive, "key");
    if (key !== undefined) addSelection(requirements.keys, parseSelection(key));
  }
  for (const { name, directives = [] } of definition.fields ?? []) {
    for (const directive of directives) {
      if (directive.name.value !== "join__field") continue;
      const requires = argumentOf(directive, "requires");
      if (requires !== undefined) byGraph.get(argumentOf(directive, "graph") ?? "")?.fields.set(name.value, requires);
    }
  }
  return byGraph;
}

/** The text of a directive's argument: a string, or a value of an enum. */
function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
