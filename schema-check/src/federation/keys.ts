import { Kind, parse } from "graphql";
import type { ChangedElement, FederationFinding } from "./compare.ts";
import type { Element, SubgraphModel } from "./model.ts";

interface Key {
  readonly fields: string;
  readonly resolvable: boolean;
}

/**
 * What becomes of an entity's keys. A gateway that still has the supergraph of before asks by the keys of before: one that
 * goes is broken for as long as the two are out of step, also where the new supergraph does without it. By a key of which no
 * other subgraph has the fields, nobody asks.
 * @param others all subgraphs as they were
 */
export function compareKeys(
  { subgraph, before, after }: ChangedElement,
  others: readonly SubgraphModel[],
): FederationFinding[] {
  const { coordinate } = after;
  const [was, is] = [keysOf(before), keysOf(after)];
  const finding = (code: string, severity: FederationFinding["severity"], message: string): FederationFinding => ({
    code,
    severity,
    message: `${message} in ${subgraph}`,
    coordinate,
    subgraph,
  });
  const first = was.find(({ resolvable }) => resolvable);
  // Within one subgraph, for @requires and @defer, planners take the first.
  const lost = (key: Key) =>
    key.resolvable && (key === first || isAskedBy(key, subgraph, coordinate, others)) ? "breaking" : "dangerous";
  const gone = was.filter(({ fields }) => !is.some((key) => key.fields === fields));
  const come = is.filter(({ fields }) => !was.some((key) => key.fields === fields));
  const changes = was.flatMap((key): FederationFinding[] => {
    const { fields, resolvable } = key;
    const now = is.find((other) => other.fields === fields);
    if (!now || now.resolvable === resolvable) return [];
    return resolvable
      ? [finding("KEY_MADE_UNRESOLVABLE", lost(key), `\`${coordinate}\` is no longer resolved by \`${fields}\``)]
      : [finding("KEY_MADE_RESOLVABLE", "safe", `\`${coordinate}\` is now resolved by \`${fields}\``)];
  });
  const removed = gone.map((key) =>
    finding(
      come.length > 0 ? "KEY_CHANGED" : "KEY_REMOVED",
      lost(key),
      come.length > 0
        ? `\`${coordinate}\` has the key \`${come.map(({ fields }) => fields).join("`, `")}\` instead of \`${key.fields}\``
        : `\`${coordinate}\` lost the key \`${key.fields}\``,
    ),
  );
  const added =
    gone.length > 0
      ? []
      : come.map(({ fields }) => finding("KEY_ADDED", "safe", `\`${coordinate}\` also has the key \`${fields}\``));
  return [...changes, ...removed, ...added];
}

/** Whether another subgraph has all that it takes to ask for the entity by this key. */
function isAskedBy({ fields }: Key, subgraph: string, type: string, models: readonly SubgraphModel[]): boolean {
  return models.some(
    ({ name, elements }) =>
      name !== subgraph &&
      // By an interface that is an object there, others' types are asked for under its name.
      ([...elements.values()].some(({ directives }) => directives.has("interfaceObject")) ||
        fieldsOf(fields).every((field) => elements.has(`${type}.${field}`))),
  );
}

/** Whether a field is in a key of its type in a subgraph. There, `@external` says nothing: all who refer to the entity have it. */
export function isInKey(coordinate: string, { elements }: SubgraphModel): boolean {
  const [type = "", field = ""] = coordinate.split(".");
  const element = elements.get(type);
  return element !== undefined && keysOf(element).some(({ fields }) => fieldsOf(fields).includes(field));
}

/** `id organisation { id }` to `id` and `organisation`. */
function fieldsOf(key: string): string[] {
  const [definition] = parse(`{ ${key} }`).definitions;
  const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}

function keysOf({ directives }: Element): Key[] {
  return (directives.get("key") ?? []).map((given) => ({
    fields: normalized(given.get("fields") ?? ""),
    resolvable: given.get("resolvable") !== "false",
  }));
}

/** `a  { b }` and `a{b}` are one key, and so are its fields in another order. */
function normalized(fields: string): string {
  const parts = fields
    .replaceAll(/([{}])/g, " $1 ")
    .trim()
    .split(/[\s,]+/);
  return fields.includes("{") ? parts.join(" ") : parts.sort().join(" ");
}
