import type { RequiredSelection, TypeHierarchy } from "@threefold/federation/planner";
import { isObject, type Json, type JsonObject, own, setOwn } from "./json.ts";
import { mergeCopy } from "./merge.ts";

/**
 * What a fetch requires of an object, as an object: its own fields, all of which must be there, and those fragments that
 * apply to it and whose fields are all there.
 * @param whole whether nothing is selected when such a fragment lacks something
 */
export function selectRequired(
  object: JsonObject,
  selections: readonly RequiredSelection[],
  types: TypeHierarchy,
  whole = false,
): JsonObject | undefined {
  const selected: JsonObject = {};
  const typename = object["__typename"];
  for (const selection of selections) {
    if (selection.kind === "Field") {
      const key = selection.alias ?? selection.name;
      const value = selectValue(own(object, key), selection.selections, types);
      if (value === undefined) return undefined;
      addTo(selected, key, value, types);
    } else if (applies(selection.typeCondition, typename, types)) {
      const part = selectRequired(object, selection.selections, types, whole);
      if (part !== undefined) mergeCopy(selected, part, types);
      else if (whole) return undefined;
    }
  }
  return selected;
}

function selectValue(
  value: Json | undefined,
  selections: readonly RequiredSelection[] | undefined,
  types: TypeHierarchy,
): Json | undefined {
  if (value === null || value === undefined || selections === undefined || selections.length === 0) return value;
  if (isObject(value)) return selectRequired(value, selections, types);
  if (!Array.isArray(value)) return undefined;
  const items: Json[] = [];
  for (const item of value) {
    const selected = selectValue(item, selections, types);
    if (selected === undefined) return undefined;
    items.push(selected);
  }
  return items;
}

function addTo(selected: JsonObject, key: string, value: Json, types: TypeHierarchy): void {
  const part: JsonObject = {};
  setOwn(part, key, value);
  mergeCopy(selected, part, types);
}

const applies = (condition: string | undefined, typename: Json | undefined, types: TypeHierarchy): boolean =>
  condition === undefined || (typeof typename === "string" && types.isSubtype(condition, typename));
