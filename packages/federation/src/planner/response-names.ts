import { type DocumentNode, type FieldNode, Kind, visit } from "graphql";

/** Under which response names an operation is planned and its data kept, and which names clients know. */
export interface ResponseNames {
  /** The operation as it is to be planned. */
  rename(document: DocumentNode): DocumentNode;
  /** The key under which the value of a client's field stands in the data of a plan. */
  planned(field: FieldNode): string;
  /** The response name that the client gave, of a key in the data of a plan. */
  given(key: string): string;
}

const SUFFIX = "__given";

/**
 * Keeps the names that clients give to fields apart from those that the planner adds by itself (`requiredNames`): a
 * client's `weight: name`, or `price(currency: "EUR")`, must not stand where the plan looks for `weight` or `price` to
 * send them to another subgraph. Such fields are planned as `weight__given: name`.
 * An alias of `__typename` is planned without it: on a union, Apollo's planner would lose the fields beside it, and the
 * type's name is in the data anyway.
 */
export function responseNames(required: ReadonlySet<string>): ResponseNames {
  const planned = (field: FieldNode): string => {
    const { name, alias, arguments: given = [] } = field;
    if (name.value === "__typename") return name.value;
    const response = (alias ?? name).value;
    const collides = required.has(response) && (response !== name.value || given.length > 0);
    return collides || response.endsWith(SUFFIX) ? `${response}${SUFFIX}` : response;
  };
  return {
    planned,
    given: (key) => (key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : key),
    rename: (document) =>
      visit(document, {
        Field(field) {
          const { name } = field;
          if (name.value === "__schema" || name.value === "__type") return false;
          const key = planned(field);
          if (key === (field.alias ?? name).value) return undefined;
          const alias = key === name.value ? undefined : { kind: Kind.NAME as const, value: key };
          const { alias: _, ...rest } = field;
          return alias === undefined ? rest : { ...rest, alias };
        },
      }),
  };
}
