import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  parse,
} from "graphql";
import { readLinks } from "../link.ts";

/** What `@cost` and `@listSize` say of a supergraph. */
export interface CostModel {
  /**
   * The weights that are stated, by schema coordinate: `Product`, `Product.price`, `Query.products(first:)`,
   * `ProductFilter.text` (https://spec.graphql.org/September2025/#sec-Schema-Coordinates).
   */
  readonly weights: ReadonlyMap<string, number>;
  /** By the coordinate of the field. */
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

/** How long a list is, as far as the schema knows. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** The arguments that say how long it is at most. */
  readonly slicingArguments: readonly string[];
  /** The lists one level below that have this size, for fields that return a page of something. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

const COST = "https://specs.apollo.dev/cost";

/**
 * Reads the costs from a supergraph's SDL, under whatever names `@link` gives to the directives
 * (https://specs.apollo.dev/cost/v0.1: weights are integers).
 */
export function readCosts(sdl: string): CostModel {
  const document = parse(sdl, { noLocation: true });
  const links = readLinks(document);
  const costNames = links.namesOf(COST, "cost");
  const listSizeNames = links.namesOf(COST, "listSize");
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();

  const readWeight = (coordinate: string, { directives = [] }: Annotated) => {
    const cost = directives.find(({ name }) => costNames.has(name.value));
    const weight = integer(argument(cost, "weight"));
    if (weight !== undefined) weights.set(coordinate, weight);
  };
  const readField = (coordinate: string, field: FieldDefinitionNode) => {
    readWeight(coordinate, field);
    const listSize = field.directives?.find(({ name }) => listSizeNames.has(name.value));
    if (listSize !== undefined) listSizes.set(coordinate, readListSize(listSize));
    for (const input of field.arguments ?? []) readWeight(`${coordinate}(${input.name.value}:)`, input);
  };

  for (const definition of document.definitions) {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        readWeight(definition.name.value, definition);
        for (const field of definition.fields ?? []) readField(`${definition.name.value}.${field.name.value}`, field);
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        for (const field of definition.fields ?? []) readWeight(`${definition.name.value}.${field.name.value}`, field);
        break;
      case Kind.ENUM_TYPE_DEFINITION:
      case Kind.SCALAR_TYPE_DEFINITION:
        readWeight(definition.name.value, definition);
    }
  }
  return { weights, listSizes };
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | InputValueDefinitionNode["directives"];
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  const require = argument(directive, "requireOneSlicingArgument");
  return {
    assumedSize: integer(argument(directive, "assumedSize")),
    slicingArguments: strings(argument(directive, "slicingArguments")),
    sizedFields: strings(argument(directive, "sizedFields")),
    requireOneSlicingArgument: require?.kind !== Kind.BOOLEAN || require.value,
  };
}

type Value = ConstArgumentNode["value"] | undefined;

const argument = (directive: ConstDirectiveNode | undefined, name: string): Value =>
  directive?.arguments?.find((given) => given.name.value === name)?.value;

const integer = (value: Value): number | undefined => (value?.kind === Kind.INT ? Number(value.value) : undefined);

const strings = (value: Value): readonly string[] =>
  value?.kind === Kind.LIST ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])) : [];
