import type { ResponseNames } from "@threefold/federation/planner";
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { ResponseError, Variables } from "./execution.ts";
import { isObject, type Json, type JsonObject, own } from "./json.ts";
import type { ResponsePath } from "./path.ts";
import { ALWAYS, holds, readConditions } from "./projection/conditions.ts";
import { applies, type Fragments } from "./projection/fields.ts";

/**
 * Leaves out the errors of fields that the client did not ask for.
 * @param errors under the names of the plan
 * @param data all that was fetched
 */
export type AtPositions = (
  errors: readonly ResponseError[],
  data: JsonObject,
  variables: Variables,
) => readonly ResponseError[];

/**
 * A subgraph that has an interface as an object cannot tell what its objects are, so it is asked for fields of all of them
 * that the client asked of some; and some conditions are left to the response. What fails there has no place in the
 * response, though the path of an error is one (https://spec.graphql.org/September2025/#sec-Errors).
 *
 * An error is left out only where the operation asks for its field, but not of objects of this type, or not now. Whatever
 * else subgraphs say stays, and so does what is told of fields that others require.
 */
export function compileAtPositions(
  { operation: kind, selectionSet }: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  names: ResponseNames,
): AtPositions {
  const root = schema.getRootType(kind) ?? undefined;
  return (errors, data, variables) => {
    if (errors.length === 0) return errors;
    const start: Level = { type: root, selectionSets: [selectionSet], asked: [selectionSet], below: new Map() };
    return errors.filter(({ path = [] }) => isPosition(path));

    function isPosition(path: ResponsePath): boolean {
      let level = start;
      let value: Json | undefined = data;
      for (const key of path) {
        if (typeof key === "number") {
          value = Array.isArray(value) ? value[key] : undefined;
          continue;
        }
        if (!isObject(value)) return true;
        const below = belowField(level, typeOf(value, level), key);
        if (typeof below === "boolean") return below;
        level = below;
        value = own(value, key);
      }
      return true;
    }

    function typeOf({ __typename: name }: JsonObject, { type }: Level): GraphQLObjectType | undefined {
      const found = typeof name === "string" ? schema.getType(name) : type;
      return isObjectType(found) ? found : undefined;
    }

    /**
     * What is asked below a field of objects of a type, or of those of which nobody knows what they are; else whether an error
     * there may be told.
     */
    function belowField(level: Level, type: GraphQLObjectType | undefined, key: string): Level | boolean {
      const place = `${type?.name} ${key}`;
      const known = level.below.get(place);
      if (known !== undefined) return known;
      const asked = usesOf(key, level.asked, () => true);
      const uses = usesOf(key, level.selectionSets, (selection, condition) => isThere(selection, condition, type));
      const found =
        uses.length > 0 ? levelBelow(uses, asked, type ?? level.type) : asked.length === 0 || names.isRequired(key);
      level.below.set(place, found);
      return found;
    }

    function isThere(
      { directives }: SelectionNode,
      condition: string | undefined,
      type: GraphQLCompositeType | undefined,
    ): boolean {
      const when = readConditions(directives, ALWAYS);
      if (when === undefined || !holds(when, variables)) return false;
      return type === undefined || applies(condition, type, schema);
    }
  };

  function usesOf(key: string, selectionSets: readonly SelectionSetNode[], counts: Counts): readonly FieldNode[] {
    const uses: FieldNode[] = [];
    const visited = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          if (names.planned(selection) === key && counts(selection, undefined)) uses.push(selection);
          continue;
        }
        const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
        const fragment = isSpread ? fragments.get(selection.name.value) : selection;
        if (fragment === undefined || !counts(selection, fragment.typeCondition?.name.value)) continue;
        if (isSpread) {
          if (visited.has(selection.name.value)) continue;
          visited.add(selection.name.value);
        }
        collect(fragment.selectionSet);
      }
    };
    for (const selectionSet of selectionSets) collect(selectionSet);
    return uses;
  }
}

/** Whether a selection counts, with the type condition of a fragment. */
type Counts = (selection: SelectionNode, condition: string | undefined) => boolean;

/** What is asked at one place of a response. */
interface Level {
  /** Of what stands there; maybe an abstract one. */
  readonly type: GraphQLCompositeType | undefined;
  readonly selectionSets: readonly SelectionSetNode[];
  /** With what is asked of other types, or at other times. */
  readonly asked: readonly SelectionSetNode[];
  /** By the type of an object and the key of a field. */
  readonly below: Map<string, Level | boolean>;
}

function levelBelow(uses: readonly FieldNode[], asked: readonly FieldNode[], type: Level["type"]): Level {
  const [first] = uses;
  const definition = first && type && "getFields" in type ? type.getFields()[first.name.value] : undefined;
  const named = definition && getNamedType(definition.type);
  return {
    type: isCompositeType(named) ? named : undefined,
    selectionSets: uses.flatMap(({ selectionSet }) => selectionSet ?? []),
    asked: asked.flatMap(({ selectionSet }) => selectionSet ?? []),
    below: new Map(),
  };
}
