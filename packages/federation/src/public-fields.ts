import { type GraphQLSchema, isInterfaceType, isUnionType, Kind, parse } from "graphql";
import { readLinks } from "./link.ts";

/** By which a field is declared the same for everybody, carried to the supergraph by `@composeDirective`. */
const PUBLIC = "https://specs.threefold.example/public";

/** Which fields of a supergraph are the same for everybody, whoever asks. */
export interface PublicFields {
  /** Whether a field says so itself: of an interface, also the same field of each of its objects. Never guessed. */
  has(type: string, field: string): boolean;
}

/**
 * Reads `@public` from a supergraph.
 * @param apiSchema what clients see of the same supergraph
 */
export function readPublicFields({
  sdl,
  apiSchema,
}: {
  readonly sdl: string;
  readonly apiSchema: GraphQLSchema;
}): PublicFields {
  const document = parse(sdl, { noLocation: true });
  const names = readLinks(document).namesOf(PUBLIC, "public");
  const fields = new Set<string>();
  if (names.size > 0) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
        continue;
      for (const { name, directives = [] } of definition.fields ?? []) {
        if (directives.some((directive) => names.has(directive.name.value))) {
          fields.add(`${definition.name.value}.${name.value}`);
        }
      }
    }
  }
  const says = (type: string, field: string) => fields.has(`${type}.${field}`);
  return {
    has(type, field) {
      const found = apiSchema.getType(type);
      if (isUnionType(found)) return field === "__typename";
      if (field === "__typename") return true;
      if (!says(type, field)) return false;
      return !isInterfaceType(found) || apiSchema.getPossibleTypes(found).every(({ name }) => says(name, field));
    },
  };
}
