import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { bounded, count } from "./amounts.ts";
import { type Condition, hold, readConditions, type Variables } from "./conditions.ts";
import { type ArgumentsCost, compileArguments } from "./inputs.ts";
import type { CostModel } from "./model.ts";
import { representatives } from "./representatives.ts";
import { compileSize, type FieldSize, type SlicingProblem } from "./sizes.ts";
import { fieldWeight } from "./weights.ts";

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface CostOptions {
  /** How long a list is of which the schema does not say it. 10 unless told. */
  readonly listSize?: number;
}

export interface CostEstimate {
  /** At most what the response costs, as long as lists are no longer than the schema says. */
  readonly cost: number;
  /** Fields that must say how many they want (`requireOneSlicingArgument`) and do not. */
  readonly problems: readonly SlicingProblem[];
}

/** Estimates the cost of an operation with certain variables. Takes time by the size of the operation alone. */
export type EstimateCost = (variables: Variables) => CostEstimate;

export const DEFAULT_LIST_SIZE = 10;

/** What a mutation costs for being one, as in Apollo Router. */
export const operationCost = ({ operation }: OperationDefinitionNode): number =>
  operation === OperationTypeNode.MUTATION ? 10 : 0;

/**
 * Compiles the estimate of an operation's cost, as Apollo Router makes it
 * (https://www.apollographql.com/docs/graphos/routing/security/demand-control), from IBM's specification
 * (https://ibm.github.io/graphql-specs/cost-spec.html): each object costs 1 and each leaf 0, or the `@cost` of the field
 * or type; a list costs its size times its elements; arguments and input objects are added; a mutation costs 10 more.
 * Where the type of an object is open, it counts as the dearest of those that it may be.
 * Fields that are selected twice count twice. Introspection is free: its depth is bounded by validation.
 * @param schema the API schema, by which the operation is valid
 */
export function compileCost(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  model: CostModel,
  { listSize = DEFAULT_LIST_SIZE }: CostOptions = {},
): EstimateCost {
  const compiler = new Compiler(fragments, schema, model);
  const root = schema.getRootType(operation.operation);
  const choice = root ? compiler.choice(root, operation.selectionSet) : [];
  const base = operationCost(operation);
  return (variables) => {
    const evaluation: Evaluation = { variables, listSize, problems: new Map(), places: new Map() };
    const place = placeBelow(UNSIZED, undefined, evaluation);
    const cost = bounded(base + dearest(choice, evaluation, place));
    return { cost, problems: [...evaluation.problems.values()] };
  };
}

/** The selections of one object type: all of them count. */
interface Selections {
  readonly fields: readonly Field[];
  readonly groups: readonly { readonly selections: Selections; readonly when: readonly Condition[] }[];
}

interface Field {
  readonly node: FieldNode;
  readonly when: readonly Condition[];
  readonly weight: number;
  readonly size: FieldSize;
  readonly argumentsCost: ArgumentsCost;
  /** By the types that its value may have, when it is an object. */
  readonly below: readonly Selections[];
}

class Compiler {
  readonly #fragments: Fragments;
  readonly #schema: GraphQLSchema;
  readonly #model: CostModel;
  readonly #compiled = new Map<SelectionSetNode, Map<string, Selections>>();

  constructor(fragments: Fragments, schema: GraphQLSchema, model: CostModel) {
    this.#fragments = fragments;
    this.#schema = schema;
    this.#model = model;
  }

  choice(type: GraphQLCompositeType, selectionSet: SelectionSetNode): readonly Selections[] {
    return representatives(type, selectionSet, this.#schema, this.#fragments, this.#model).map((object) =>
      this.#selections(object, selectionSet),
    );
  }

  /** Once for each type, however often a fragment is spread. */
  #selections(type: GraphQLObjectType, selectionSet: SelectionSetNode): Selections {
    const byType = this.#compiled.get(selectionSet) ?? new Map<string, Selections>();
    this.#compiled.set(selectionSet, byType);
    const known = byType.get(type.name);
    if (known !== undefined) return known;
    const fields: Field[] = [];
    const groups: Selections["groups"][number][] = [];
    const compiled: Selections = { fields, groups };
    byType.set(type.name, compiled);
    for (const selection of selectionSet.selections) {
      const when = readConditions(selection.directives);
      if (when === undefined) continue;
      if (selection.kind === Kind.FIELD) {
        const field = this.#field(type, selection, when);
        if (field !== undefined) fields.push(field);
      } else {
        const inner = this.#applied(selection, type);
        if (inner !== undefined) groups.push({ selections: this.#selections(type, inner), when });
      }
    }
    return compiled;
  }

  #field(type: GraphQLObjectType, node: FieldNode, when: readonly Condition[]): Field | undefined {
    const definition = type.getFields()[node.name.value];
    if (definition === undefined) return undefined;
    const coordinate = `${type.name}.${definition.name}`;
    const named = getNamedType(definition.type);
    const below = isCompositeType(named) && node.selectionSet ? this.choice(named, node.selectionSet) : [];
    return {
      node,
      when,
      weight: fieldWeight(type, definition, this.#schema, this.#model),
      size: compileSize(node, definition, coordinate, this.#model),
      argumentsCost: compileArguments(node, definition, coordinate, this.#model),
      below,
    };
  }

  /** What a fragment selects of objects of a type. */
  #applied(selection: Exclude<SelectionNode, FieldNode>, type: GraphQLObjectType): SelectionSetNode | undefined {
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
    const condition = fragment?.typeCondition?.name.value ?? type.name;
    const asked = condition === type.name ? type : this.#schema.getType(condition);
    const applies = asked === type || (isAbstractType(asked) && this.#schema.isSubType(asked, type));
    return applies ? fragment?.selectionSet : undefined;
  }
}

interface Evaluation {
  readonly variables: Variables;
  readonly listSize: number;
  readonly problems: Map<FieldNode, SlicingProblem>;
  readonly places: Map<string, Place>;
}

const UNSIZED = { sizedFields: undefined };

/** Where selections stand: below a field that sizes some of the lists among them, or not. */
interface Place {
  readonly sized: { readonly fields: ReadonlySet<string>; readonly size: number } | undefined;
  readonly known: Map<Selections, number>;
}

function dearest(choice: readonly Selections[], evaluation: Evaluation, place: Place): number {
  let most = 0;
  for (const selections of choice) most = Math.max(most, costOf(selections, evaluation, place));
  return most;
}

function costOf(selections: Selections, evaluation: Evaluation, place: Place): number {
  const known = place.known.get(selections);
  if (known !== undefined) return known;
  let cost = 0;
  for (const field of selections.fields) {
    if (hold(field.when, evaluation.variables)) cost = bounded(cost + fieldCost(field, evaluation, place));
  }
  for (const { selections: inner, when } of selections.groups) {
    if (hold(when, evaluation.variables)) cost = bounded(cost + costOf(inner, evaluation, place));
  }
  place.known.set(selections, cost);
  return cost;
}

function fieldCost(field: Field, evaluation: Evaluation, place: Place): number {
  const { variables, listSize, problems } = evaluation;
  const { node, size, weight, argumentsCost, below } = field;
  const problem = size.problem(variables);
  if (problem !== undefined) problems.set(node, problem);
  const expected = size.expected(variables);
  const each =
    below.length === 0 ? weight : weight + dearest(below, evaluation, placeBelow(size, expected, evaluation));
  const given = place.sized?.fields.has(node.name.value) ? place.sized.size : expected;
  const values = size.depth === 0 ? 1 : count(given ?? listSize) * listSize ** (size.depth - 1);
  return bounded(bounded(values * bounded(each)) + argumentsCost(variables));
}

/**
 * The place below a field: of all that are sized alike there is one, so that what is known of a fragment there is known
 * wherever it is spread, and nested spreads take no longer than others.
 */
function placeBelow(
  { sizedFields }: Pick<FieldSize, "sizedFields">,
  size: number | undefined,
  { places }: Evaluation,
): Place {
  const isSized = sizedFields !== undefined && size !== undefined;
  const key = isSized ? `${size} ${[...sizedFields].join(" ")}` : "";
  const known = places.get(key);
  if (known !== undefined) return known;
  const place: Place = { sized: isSized ? { fields: sizedFields, size } : undefined, known: new Map() };
  places.set(key, place);
  return place;
}
