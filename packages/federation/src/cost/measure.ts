import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { bounded } from "./amounts.ts";
import { type Condition, hold, readConditions, type Variables } from "./conditions.ts";
import { type Fragments, operationCost } from "./estimate.ts";
import { type ArgumentsCost, compileArguments } from "./inputs.ts";
import type { CostModel } from "./model.ts";
import { fieldWeight } from "./weights.ts";

export interface MeasureOptions {
  /** Under which key the value of a field stands in the data. Its response name, unless told. */
  readonly keyOf?: (field: FieldNode) => string;
}

/** The cost of data that came for an operation with certain variables. */
export type MeasureCost = (data: unknown, variables: Variables) => number;

/**
 * Compiles the measuring of what an operation did cost, by the same rules as the estimate: each object that is in the
 * data counts once, however often it was selected, and what is null costs nothing but the arguments of its field.
 * The data is a response, or what a response is made of, with more in it than was asked for. An object of an open type
 * says what it is by `__typename`; one that does not is measured by the fields that it has.
 * @param schema the API schema, by which the operation is valid
 */
export function compileMeasure(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  model: CostModel,
  { keyOf = responseName }: MeasureOptions = {},
): MeasureCost {
  const measurer: Measurer = { fragments, schema, model, keyOf };
  const root = schema.getRootType(operation.operation);
  const selected = new Selected(measurer, [{ selectionSet: operation.selectionSet, when: [] }]);
  const base = operationCost(operation);
  return (data, variables) =>
    bounded(base + (isRecord(data) && root ? objectCost(data, root, selected, variables) : 0));
}

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

interface Measurer {
  readonly fragments: Fragments;
  readonly schema: GraphQLSchema;
  readonly model: CostModel;
  readonly keyOf: (field: FieldNode) => string;
}

interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly when: readonly Condition[];
}

interface Field {
  readonly key: string;
  readonly weight: number;
  readonly argumentsCost: ArgumentsCost;
  /** It is there when one of these holds. */
  readonly when: readonly (readonly Condition[])[];
  readonly type: GraphQLCompositeType | undefined;
  readonly below: Selected;
}

/** All that is selected of the objects at one place, compiled for a type when the first object of it comes. */
class Selected {
  readonly #measurer: Measurer;
  readonly #parts: readonly Part[];
  readonly #fields = new Map<string, readonly Field[]>();

  constructor(measurer: Measurer, parts: readonly Part[]) {
    this.#measurer = measurer;
    this.#parts = parts;
  }

  fields(type: GraphQLObjectType): readonly Field[] {
    const known = this.#fields.get(type.name);
    if (known !== undefined) return known;
    const fields = this.#compile(type);
    this.#fields.set(type.name, fields);
    return fields;
  }

  /** The type of an object: what it says to be, or else the first that may have all its fields. */
  typeOf(object: Readonly<Record<string, unknown>>, type: GraphQLCompositeType): GraphQLObjectType | undefined {
    if (isObjectType(type)) return type;
    const { schema } = this.#measurer;
    const said = typeof object["__typename"] === "string" ? schema.getType(object["__typename"]) : undefined;
    if (isObjectType(said) && schema.isSubType(type, said)) return said;
    const keysOf = (candidate: GraphQLObjectType) =>
      this.fields(candidate).filter(({ key }) => Object.hasOwn(object, key));
    return schema
      .getPossibleTypes(type)
      .reduce<GraphQLObjectType | undefined>(
        (best, other) => (best === undefined || keysOf(other).length > keysOf(best).length ? other : best),
        undefined,
      );
  }

  #compile(type: GraphQLObjectType): readonly Field[] {
    const uses = new Map<string, { readonly node: FieldNode; readonly when: readonly Condition[] }[]>();
    const visited = new Set<string>();
    const collect = ({ selections }: SelectionSetNode, outer: readonly Condition[]): void => {
      for (const selection of selections) {
        const own = readConditions(selection.directives);
        if (own === undefined) continue;
        const when = own.length === 0 ? outer : [...outer, ...own];
        if (selection.kind === Kind.FIELD) {
          const key = this.#measurer.keyOf(selection);
          uses.set(key, [...(uses.get(key) ?? []), { node: selection, when }]);
          continue;
        }
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const visit = `${selection.name.value} ${JSON.stringify([...new Set(when.map((one) => JSON.stringify(one)))].sort())}`;
          if (visited.has(visit)) continue;
          visited.add(visit);
        }
        const { fragments } = this.#measurer;
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        if (fragment !== undefined && this.#applies(fragment.typeCondition?.name.value, type)) {
          collect(fragment.selectionSet, when);
        }
      }
    };
    for (const { selectionSet, when } of this.#parts) collect(selectionSet, when);
    return [...uses].flatMap(([key, nodes]) => this.#field(type, key, nodes));
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const asked = this.#measurer.schema.getType(condition);
    return isAbstractType(asked) && this.#measurer.schema.isSubType(asked, type);
  }

  #field(
    type: GraphQLObjectType,
    key: string,
    uses: readonly { readonly node: FieldNode; readonly when: readonly Condition[] }[],
  ): Field[] {
    const { schema, model } = this.#measurer;
    const [first] = uses;
    const definition = first && type.getFields()[first.node.name.value];
    if (first === undefined || definition === undefined) return [];
    const named = getNamedType(definition.type);
    const parts = uses.flatMap(({ node: { selectionSet }, when }) => (selectionSet ? [{ selectionSet, when }] : []));
    const field: Field = {
      key,
      weight: fieldWeight(type, definition, schema, model),
      argumentsCost: compileArguments(first.node, definition, `${type.name}.${definition.name}`, model),
      when: uses.map(({ when }) => when),
      type: isCompositeType(named) ? named : undefined,
      below: new Selected(this.#measurer, parts),
    };
    return [field];
  }
}

function objectCost(
  object: Readonly<Record<string, unknown>>,
  declared: GraphQLCompositeType,
  selected: Selected,
  variables: Variables,
): number {
  const type = selected.typeOf(object, declared);
  if (type === undefined) return 0;
  let cost = 0;
  for (const field of selected.fields(type)) {
    if (!field.when.some((when) => hold(when, variables))) continue;
    const value = Object.hasOwn(object, field.key) ? object[field.key] : undefined;
    cost = bounded(cost + bounded(field.argumentsCost(variables) + valueCost(value, field, variables)));
  }
  return cost;
}

function valueCost(value: unknown, field: Field, variables: Variables): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value)) {
    return value.reduce<number>((total, item) => bounded(total + valueCost(item, field, variables)), 0);
  }
  const below = field.type !== undefined && isRecord(value) ? objectCost(value, field.type, field.below, variables) : 0;
  return bounded(field.weight + below);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
