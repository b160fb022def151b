/** How a counterpart asks the REST API. Paths begin after `/rest`. */
export interface RestCalls {
  /** @throws Error when REST refuses */
  get<Body>(path: string): Promise<Body>;
  /** @throws Error when REST refuses */
  post<Body>(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Body>;
  /** For what can only be asked when calls of this round have been answered: a round trip more. */
  readonly next: RestCalls;
}

/**
 * The calls that a good REST client makes for what one operation of the collection gives: fields chosen, rows of a kind
 * asked for together, and nothing waited for that need not be.
 * @param variables the operation's
 */
export type Counterpart = (rest: RestCalls, variables: Readonly<Record<string, unknown>>) => Promise<void>;

export interface List<Row> {
  readonly data: readonly Row[];
}

export interface Row {
  readonly id: string;
}

/** Each id once, as a parameter takes them. What has no id, such as the author of a review who has left, is left out. */
export const idsOf = (ids: readonly (string | null)[]): string =>
  [...new Set(ids.filter((id) => id !== null))].join(",");

/** A variable as a part of an address. */
export const part = (value: unknown): string => encodeURIComponent(String(value));
