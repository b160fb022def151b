import { readLinks } from "@threefold/federation";
import { type ASTNode, type DirectiveDefinitionNode, Kind, parse, print } from "graphql";
import { elementsOf } from "../composition/places.ts";
import type { FederationFinding } from "./compare.ts";

/** Of federation itself: what these mean is compared elsewhere. */
const FEDERATION = "https://specs.apollo.dev/";

/** The directives that `@composeDirective` brings into a supergraph. Only what runs in the gateway knows what they mean. */
interface ComposedDirectives {
  readonly definitions: ReadonlyMap<string, string>;
  /** By element of the schema, what each says there: `@rateLimit(max: 10)`. */
  readonly applied: ReadonlyMap<string, readonly Applied[]>;
}

interface Applied {
  readonly name: string;
  readonly text: string;
}

/**
 * What becomes of the directives that subgraphs compose into the supergraph. It is the supergraphs that are compared: while one
 * subgraph composes a directive, its definition is there, and what that subgraph says by it.
 */
export function compareComposedDirectives(before: string, after: string): FederationFinding[] {
  const [was, is] = [readDirectives(before), readDirectives(after)];
  return [...compareDefinitions(was, is), ...compareApplied(was, is)];
}

function compareDefinitions(was: ComposedDirectives, is: ComposedDirectives): FederationFinding[] {
  const removed = [...was.definitions].flatMap(([name, definition]): FederationFinding[] => {
    const now = is.definitions.get(name);
    if (now === definition) return [];
    return now === undefined
      ? [finding("REMOVED", `\`@${name}\` is no longer in the supergraph`, `@${name}`)]
      : [finding("CHANGED", `\`@${name}\` is defined as \`${now}\` instead of \`${definition}\``, `@${name}`)];
  });
  const added = [...is.definitions.keys()]
    .filter((name) => !was.definitions.has(name))
    .map((name) => finding("ADDED", `\`@${name}\` is in the supergraph`, `@${name}`));
  return [...removed, ...added];
}

/** On elements that are there on both sides, of directives that are there on both. */
function compareApplied(was: ComposedDirectives, is: ComposedDirectives): FederationFinding[] {
  const textsOf = (applied: readonly Applied[], other: ComposedDirectives) =>
    applied.filter(({ name }) => other.definitions.has(name)).map(({ text }) => text);
  return [...was.applied].flatMap(([coordinate, applied]): FederationFinding[] => {
    const now = is.applied.get(coordinate);
    if (!now) return [];
    const [old, present] = [textsOf(applied, is), textsOf(now, was)];
    const gone = old.filter((text) => !present.includes(text)).join(" ");
    const come = present.filter((text) => !old.includes(text)).join(" ");
    if (gone === "" && come === "") return [];
    if (gone === "") return [finding("ADDED", `\`${coordinate}\` has \`${come}\``, coordinate)];
    if (come === "") return [finding("REMOVED", `\`${coordinate}\` no longer has \`${gone}\``, coordinate)];
    return [finding("CHANGED", `\`${coordinate}\` has \`${come}\` instead of \`${gone}\``, coordinate)];
  });
}

const finding = (how: "ADDED" | "CHANGED" | "REMOVED", message: string, coordinate: string): FederationFinding => ({
  code: `COMPOSE_DIRECTIVE_${how}`,
  severity: how === "ADDED" ? "safe" : "dangerous",
  message,
  coordinate,
  subgraph: undefined,
});

function readDirectives(sdl: string): ComposedDirectives {
  const document = parse(sdl, { noLocation: true });
  const links = readLinks(document);
  const isComposed = ({ name }: DirectiveDefinitionNode) =>
    links.identityOf(name.value)?.startsWith(FEDERATION) === false;
  const definitions = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.DIRECTIVE_DEFINITION && isComposed(node) ? [[node.name.value, printBare(node)] as const] : [],
    ),
  );
  const appliedTo = (node: ASTNode): Applied[] =>
    ("directives" in node ? (node.directives ?? []) : [])
      .filter(({ name }) => definitions.has(name.value))
      .map((directive) => ({ name: directive.name.value, text: print(directive) }));
  const elements = document.definitions.flatMap((definition) => [...elementsOf(definition)]);
  return { definitions, applied: new Map(elements.map(([coordinate, node]) => [coordinate, appliedTo(node)])) };
}

const printBare = ({ description: _, ...definition }: DirectiveDefinitionNode): string => print(definition);
