import { type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from "graphql";
import type { ResponseError } from "../execution.ts";
import { EACH, type ResponsePath } from "../path.ts";
import { FIRST, isDeferred } from "../projection/deferred.ts";
import type { Fragments } from "../projection/fields.ts";

/** Which parts of an operation ask for the field at a path, or for the last field on the way there that any asks for. */
export type PartsAt = (path: ResponsePath) => ReadonlySet<number>;

/** The errors of one execution, each kept for the part to whose fields it belongs. */
export class Blame {
  readonly #partsAt: PartsAt;
  readonly #answered = new Set<number>();
  #waiting: { readonly part: number; readonly error: ResponseError }[] = [];

  constructor(partsAt: PartsAt) {
    this.#partsAt = partsAt;
  }

  /** @param cause the part whose fetches brought the errors */
  add(errors: readonly ResponseError[], cause: number): void {
    for (const error of errors) this.#waiting.push({ part: this.#partOf(error, cause), error });
  }

  /** The errors of a part, which is answered now. */
  take(part: number): readonly ResponseError[] {
    this.#answered.add(part);
    const { mine = [], others = [] } = Object.groupBy(this.#waiting, (one) => (one.part === part ? "mine" : "others"));
    this.#waiting = others;
    return mine.map(({ error }) => error);
  }

  /** That of the field, unless it was answered: then there is only the part that fetched it to tell of it. */
  #partOf({ path }: ResponseError, cause: number): number {
    if (path === undefined) return cause;
    const parts = this.#partsAt(path);
    if (parts.has(cause)) return cause;
    return [...parts].find((part) => !this.#answered.has(part)) ?? cause;
  }
}

/** An operation, as far as it says which part asks for what. Types of fragments are not looked at. */
export function compilePartsAt({ selectionSet }: OperationDefinitionNode, fragments: Fragments): PartsAt {
  return (path) => {
    let uses: readonly Use[] = [];
    let below: readonly Level[] = [{ selectionSet, part: FIRST }];
    for (const key of path) {
      if (typeof key === "number" || key === EACH) continue;
      const found = below.flatMap((level) => [...usesIn(level, key, fragments)]);
      if (found.length === 0) break;
      uses = found;
      below = found.flatMap(({ field, part }) =>
        field.selectionSet ? [{ selectionSet: field.selectionSet, part }] : [],
      );
    }
    return new Set(uses.map(({ part }) => part));
  };
}

interface Level {
  readonly selectionSet: SelectionSetNode;
  readonly part: number;
}

interface Use {
  readonly field: FieldNode;
  readonly part: number;
}

function* usesIn({ selectionSet, part }: Level, key: string, fragments: Fragments): Generator<Use> {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      if ((selection.alias ?? selection.name).value === key) yield { field: selection, part };
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const inner = isDeferred(selection) ? selection.part.number : part;
    yield* usesIn({ selectionSet: fragment.selectionSet, part: inner }, key, fragments);
  }
}
