type ResponsePath = readonly (string | number)[];

/** What an engine answered. */
export interface Outcome {
  readonly data: unknown;
  readonly errors: readonly OutcomeError[];
}

export interface OutcomeError {
  readonly message: string;
  readonly path?: ResponsePath;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Where an error stands that explains no null. */
export const NOWHERE = "nowhere";

/**
 * The nulls that errors explain, as JSON paths, with the codes of those errors: an error below a null explains that null,
 * and when there are several below one null, any of them does
 * (https://spec.graphql.org/September2025/#sec-Handling-Execution-Errors).
 */
export function explainedNulls({ data, errors }: Outcome): ReadonlyMap<string, ReadonlySet<unknown>> {
  const nulls = new Map<string, Set<unknown>>();
  for (const { path, extensions } of errors) {
    const found = path && nullOn(data, path);
    const place = found === undefined ? NOWHERE : JSON.stringify(found);
    nulls.set(place, (nulls.get(place) ?? new Set()).add(extensions?.["code"]));
  }
  return nulls;
}

/** The path to the first null on a path; nothing when there is none. */
function nullOn(data: unknown, path: ResponsePath): ResponsePath | undefined {
  let value = data;
  for (const [index, key] of path.entries()) {
    if (value === null) return path.slice(0, index);
    if (typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value === null ? path : undefined;
}
