import { type DirectiveNode, type DocumentNode, Kind, parse, print, visit } from "graphql";
import { readLinks } from "./link.ts";

/**
 * A supergraph without some features: what they demand is neither known nor done any more. For gateways that refuse
 * supergraphs with them.
 * @param features their names in https://specs.apollo.dev, as `authenticated`
 */
export function withoutFeatures(sdl: string, features: readonly string[]): string {
  const document = parse(sdl, { noLocation: true });
  const isOfOne = (url: string) => features.some((name) => url.startsWith(`https://specs.apollo.dev/${name}/`));
  const linked = urlsOf(document).filter(isOfOne);
  if (linked.length === 0) return sdl;
  const links = readLinks(document);
  const names = new Set(features.flatMap((name) => [...links.namesOf(`https://specs.apollo.dev/${name}`, name)]));
  return print(
    visit(document, {
      Directive(directive) {
        if (names.has(directive.name.value)) return null;
        return linked.includes(urlOf(directive) ?? "") ? null : undefined;
      },
      DirectiveDefinition: ({ name }) => (names.has(name.value) ? null : undefined),
      // Where the arguments come from that @fromContext filled.
      Argument: ({ name }) => (name.value === "contextArguments" && features.includes("context") ? null : undefined),
    }),
  );
}

function urlsOf({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).flatMap((directive) => urlOf(directive) ?? [])
      : [],
  );
}

/** What a `@link` links. */
function urlOf({ name, arguments: given = [] }: DirectiveNode): string | undefined {
  const value = name.value === "link" ? given.find((one) => one.name.value === "url")?.value : undefined;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
